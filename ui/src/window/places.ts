// The six places and what is inside them. A route is found by the longest beginning of the path; the rest is handed to its component.
import BookOpen from '@lucide/svelte/icons/book-open';
import Bell from '@lucide/svelte/icons/bell';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { IconComponent } from '../kit';
import type { LaterArea } from '../texts/index.svelte';
import TodayPlace from '../today/TodayPlace.svelte';

export type PlaceId = 'today' | 'journal' | 'dates' | 'nudges' | 'us' | 'settings';

export interface Place {
  id: PlaceId;
  icon: IconComponent;
}

/** In the order of the sidebar and of Ctrl/Cmd 1 to 6. Words: `place-<id>`. */
export const PLACES: readonly Place[] = [
  { id: 'today', icon: Sun },
  { id: 'journal', icon: BookOpen },
  { id: 'dates', icon: CalendarDays },
  { id: 'nudges', icon: Bell },
  { id: 'us', icon: Users },
  { id: 'settings', icon: Settings },
];

/** What a route's component gets: the parts of the path after the route's own. */
export interface PlaceProps {
  path: string[];
}

interface Route {
  at: string;
  load: () => Promise<{ default: Component<PlaceProps> }>;
  /** Texts read before it is shown. */
  texts?: readonly LaterArea[];
}

export const ROUTES: readonly Route[] = [
  // The first one comes with the window: nearly everyone waits for it.
  { at: 'today', load: () => Promise.resolve({ default: TodayPlace }), texts: ['first-lines'] },
  { at: 'journal', load: () => import('../journal/JournalPlace.svelte'), texts: ['first-lines', 'replies'] },
  { at: 'journal/questions', load: () => import('../journal/questions/QuestionsPlace.svelte'), texts: ['questions'] },
  { at: 'capture', load: () => import('../journal/Capture.svelte') },
  { at: 'dates', load: () => import('../outings/OutingsPlace.svelte'), texts: ['ideas'] },
  { at: 'nudges', load: () => import('../nudges/NudgesPlace.svelte'), texts: ['gestures'] },
  { at: 'us', load: () => import('../us/UsPlace.svelte') },
  { at: 'us/partner', load: () => import('../pairing/PartnerPlace.svelte'), texts: ['pictures'] },
  { at: 'us/talks', load: () => import('../us/talks/TalksPlace.svelte'), texts: ['talks'] },
  { at: 'us/pause', load: () => import('../us/PausePlace.svelte'), texts: ['talks'] },
  { at: 'us/ahead', load: () => import('../us/ahead/AheadPlace.svelte') },
  { at: 'us/wishes', load: () => import('../us/wishes/WishesPlace.svelte') },
  { at: 'us/promises', load: () => import('../us/promises/PromisesPlace.svelte'), texts: ['talks'] },
  { at: 'us/help', load: () => import('../us/HelpPlace.svelte'), texts: ['help'] },
  { at: 'settings', load: () => import('../settings/SettingsPlace.svelte') },
];

export function routeFor(path: readonly string[]): { route: Route; rest: string[] } {
  for (let length = path.length; length > 0; length -= 1) {
    const at = path.slice(0, length).join('/');
    const route = ROUTES.find((candidate) => candidate.at === at);
    if (route) return { route, rest: path.slice(length) };
  }
  return { route: ROUTES[0]!, rest: [] };
}

export function placeOf(path: readonly string[]): PlaceId {
  if (path[0] === 'capture') return 'journal';
  return (PLACES.find(({ id }) => id === path[0]) ?? PLACES[0]!).id;
}
