// What has been written and planned in the stand-in's story.
import type { EntryView, ImportantDateInput, ImportantDateView, OutingView } from './bindings';
import { opening } from './fake-library';

export const ZONE = 'Europe/Berlin';

export const day = (date: Date): string => date.toISOString().slice(0, 10);
export const plus = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);

interface Told {
  entries: number;
  partner: string | null;
  now: Date;
}

export function storyEntries(o: Told, id: () => string): EntryView[] {
  const entries: EntryView[] = [];
  const words = ['The lake', 'Rain on the roof', 'Sunday', 'What I wanted to say', 'Small things', 'Grandmother’s table', 'The long way home'];
  const bodies = [
    'We sat outside until it was dark, and **neither of us** looked at the clock.\n\nI had forgotten how you laugh when the tea is too hot.\n\n- the blue cups\n- the neighbour’s radio',
    'Rain since the morning. I listened to it and did nothing else for an hour.',
    '## What I meant\n\nI said I was fine, and I was not. *Tired* is the better word.\n\n> You asked twice. I heard it.\n\nMore about it [here](https://example.org/a/long/address?with=parts).',
    '今天下雨了。**我们**在厨房里煮茶，谁也没有说话。',
    'A list for nobody:\n\n1. bread\n2. the letter to your mother\n3. new strings for the guitar',
  ];
  for (let n = 0; n < o.entries; n += 1) {
    const at = plus(o.now, -n * 0.8 - 0.1);
    const ours = o.partner !== null && n % 3 === 0;
    const body = bodies[n % bodies.length]!;
    const draft = ours && n === 3 ? { title: 'What I wanted to say', body: `${body}\n\nAnd one thing more.`, feelings: [], savedAt: at.toISOString(), upon: '00', both: [] } : null;
    entries.push({
      id: id(),
      title: n % 4 === 3 ? '' : words[n % words.length]!,
      opening: opening(body),
      body,
      writtenAt: at.toISOString(),
      zone: ZONE,
      audience: ours ? 'ours' : 'mine',
      author: ours && n % 2 === 0 ? 'partner' : 'me',
      feelings: n % 5 === 0 ? ['grateful', 'calm'] : [],
      tags: n % 6 === 0 ? ['lake'] : [],
      hasDraft: draft !== null,
      forLater: o.partner === null && n % 5 === 1,
      changedAfterSharing: ours && n % 9 === 0,
      removed: false,
      release: null,
      draft,
      mayWrite: !(ours && n % 2 === 0),
      version: ours && n % 2 === 0 ? null : '00',
      photo: null,
      photos: [],
    });
  }
  return entries;
}

export function storyOutings(o: Told, id: () => string): OutingView[] {
  const outings: OutingView[] = [];
  const stages: OutingView['stage'][] = o.partner ? ['awaitingMe', 'planned', 'awaitingPartner', 'remembered', 'declined'] : ['alone', 'remembered'];
  stages.forEach((stage, n) => {
    const at = plus(o.now, stage === 'remembered' ? -10 : 3 + n * 4);
    outings.push({
      id: id(),
      title: ['Walk to the old mill', 'Soup and a film', 'Swim before breakfast', 'The book fair', 'Dancing lesson'][n % 5]!,
      note: n === 0 ? 'Bring warm shoes.' : '',
      place: n % 2 ? 'At home' : 'Mill lane',
      from: `${day(at)}T19:00`,
      zone: ZONE,
      instant: `${day(at)}T17:00:00Z`,
      minutes: 180,
      stage,
      proposedBy: stage === 'awaitingMe' ? 'partner' : 'me',
      earlier: null,
      idea: stage === 'remembered' ? 'cook-something-new' : null,
      version: '00',
      both: [],
    });
  });
  return outings;
}

export function importantDate(now: Date, input: ImportantDateInput, id: string): ImportantDateView {
  const today = day(now);
  const year = Number(today.slice(0, 4));
  const on = (y: number): string => {
    const leap = new Date(Date.UTC(y, 1, 29)).getUTCMonth() === 1;
    const [m, d] = input.month === 2 && input.day === 29 && !leap ? (input.leapDay === 'feb28' ? [2, 28] : [3, 1]) : [input.month, input.day];
    return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  };
  const next = on(year) >= today ? on(year) : on(year + 1);
  return { id, ...input, ours: false, next, inDays: Math.round((Date.parse(next) - Date.parse(today)) / 86_400_000) };
}
