// The library as the stand-in knows it. The engine has its own tables; ids are the same, so the words are found.
import type { Gesture, Idea } from './bindings';

const gesture = (id: string, kind: Gesture['kind'], near: boolean, apart: boolean, costs: boolean, mutual: boolean): Gesture => ({ id, kind, near, apart, minutes: 10, costs, mutual });

export const GESTURES: readonly Gesture[] = [
  gesture('hug-three-breaths', 'touch', true, false, false, true),
  gesture('hand-in-passing', 'touch', true, false, false, true),
  gesture('hold-hands-walking', 'touch', true, false, false, true),
  gesture('kiss-at-the-door', 'touch', true, false, false, true),
  gesture('lean-on-the-sofa', 'touch', true, false, false, true),
  gesture('shoulder-rub', 'touch', true, false, false, true),
  gesture('share-a-blanket', 'touch', true, false, false, true),
  gesture('thank-one-thing', 'words', true, true, false, false),
  gesture('say-what-i-like', 'words', true, true, false, false),
  gesture('note-to-find', 'words', true, false, false, false),
  gesture('before-something-hard', 'words', true, true, false, false),
  gesture('ask-how-it-went', 'words', true, true, false, false),
  gesture('good-night-sentence', 'words', true, true, false, false),
  gesture('tell-our-memory', 'words', true, true, false, false),
  gesture('praise-before-others', 'words', true, true, false, false),
  gesture('own-a-small-thing', 'words', true, true, false, false),
  gesture('voice-message', 'words', false, true, false, false),
  gesture('postcard', 'words', false, true, true, false),
  gesture('greet-at-the-door', 'time', true, false, false, false),
  gesture('ask-and-listen', 'time', true, true, false, false),
  gesture('table-without-phones', 'time', true, false, false, false),
  gesture('short-walk', 'time', true, false, false, false),
  gesture('first-cup-together', 'time', true, true, false, false),
  gesture('sit-beside', 'time', true, false, false, false),
  gesture('same-bedtime', 'time', true, false, false, false),
  gesture('cook-on-the-phone', 'time', false, true, false, false),
  gesture('take-their-chore', 'help', true, false, false, false),
  gesture('bring-a-drink', 'help', true, false, false, false),
  gesture('ready-for-tomorrow', 'help', true, false, false, false),
  gesture('take-an-errand', 'help', true, true, false, false),
  gesture('hour-to-themselves', 'help', true, false, false, false),
  gesture('fix-the-nuisance', 'help', true, false, false, false),
  gesture('cook-their-dish', 'help', true, false, true, false),
  gesture('warm-the-bed', 'help', true, false, false, false),
  gesture('ask-what-lightens', 'help', true, true, false, false),
  gesture('dinner-from-afar', 'help', false, true, true, false),
  gesture('favourite-bite', 'things', true, false, true, false),
  gesture('something-picked', 'things', true, false, false, false),
  gesture('marked-page', 'things', true, true, false, false),
  gesture('photo-thought-of-you', 'things', false, true, false, false),
  gesture('old-photo', 'things', true, true, false, false),
  gesture('song-for-you', 'things', true, true, false, false),
  gesture('pocket-find', 'things', true, false, false, false),
  gesture('small-parcel', 'things', false, true, true, false),
  gesture('keep-their-wish', 'things', true, true, false, false),
  gesture('bad-joke', 'play', true, true, false, false),
  gesture('kitchen-dance', 'play', true, false, false, true),
  gesture('guess-my-answer', 'play', true, true, false, false),
  gesture('doodle', 'play', true, true, false, false),
  gesture('one-round', 'play', true, false, false, false),
  gesture('tiny-bet', 'play', true, true, false, false),
  gesture('taste-something-new', 'play', true, false, true, false),
  gesture('colour-hunt', 'play', false, true, false, false),
  gesture('share-a-puzzle', 'play', true, true, false, false),
  gesture('sing-our-song', 'play', true, false, false, false),
];

export const IDEAS: readonly Idea[] = [
  { id: 'candle-dinner', cost: 0, place: 'home', minutes: 90 },
  { id: 'cook-something-new', cost: 1, place: 'home', minutes: 120 },
  { id: 'blind-tasting', cost: 1, place: 'home', minutes: 60 },
  { id: 'film-of-your-youth', cost: 0, place: 'home', minutes: 150 },
  { id: 'read-aloud', cost: 0, place: 'either', minutes: 60 },
  { id: 'photo-evening', cost: 0, place: 'home', minutes: 90 },
  { id: 'game-night', cost: 0, place: 'home', minutes: 120 },
  { id: 'living-room-camp', cost: 0, place: 'home', minutes: 180 },
  { id: 'build-something', cost: 1, place: 'home', minutes: 150 },
  { id: 'learn-a-dance', cost: 0, place: 'home', minutes: 60 },
  { id: 'breakfast-out', cost: 2, place: 'out', minutes: 90 },
  { id: 'walk-without-a-plan', cost: 0, place: 'out', minutes: 90 },
  { id: 'be-a-tourist', cost: 1, place: 'out', minutes: 180 },
  { id: 'picnic', cost: 1, place: 'out', minutes: 120 },
  { id: 'stargazing', cost: 0, place: 'out', minutes: 90 },
  { id: 'museum-one-room', cost: 1, place: 'out', minutes: 120 },
  { id: 'market-and-cook', cost: 1, place: 'either', minutes: 180 },
  { id: 'swim-somewhere', cost: 1, place: 'out', minutes: 150 },
  { id: 'bike-to-cake', cost: 1, place: 'out', minutes: 180 },
  { id: 'concert', cost: 2, place: 'out', minutes: 180 },
  { id: 'second-hand-hunt', cost: 1, place: 'out', minutes: 120 },
  { id: 'sunrise', cost: 0, place: 'out', minutes: 120 },
  { id: 'class-together', cost: 3, place: 'out', minutes: 150 },
  { id: 'night-away', cost: 3, place: 'out', minutes: 1440 },
  { id: 'back-to-the-start', cost: 1, place: 'out', minutes: 150 },
  { id: 'dinner-by-video', cost: 1, place: 'apart', minutes: 120 },
  { id: 'film-in-step', cost: 0, place: 'apart', minutes: 150 },
  { id: 'walk-on-the-phone', cost: 0, place: 'apart', minutes: 60 },
  { id: 'plan-a-journey', cost: 0, place: 'either', minutes: 90 },
  { id: 'questions-by-the-fire', cost: 0, place: 'either', minutes: 90 },
];

/** The first words, without the signs of Markdown. */
export const opening = (body: string): string =>
  body
    .replace(/^#+ .*\n+/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(?:[->]|\d+\.) /gm, '')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(.{120,158}) .*$/u, '$1…');

/** The gestures of the story, touch left for later. */
export const CHOSEN = ['ask-how-it-went', 'bring-a-drink', 'short-walk'];

const step = (id: string, depth: number, theme: string) => ({ id, depth, theme });

/** Some steps of each ladder. */
export const LADDERS = [
  {
    id: 'now',
    steps: [
      step('kettle', 1, 'daily-life'),
      step('village-headline', 1, 'play'),
      step('first-key', 1, 'past'),
      step('thought-that-returns', 2, 'daily-life'),
      step('several-voices', 2, 'closeness'),
      step('most-yourself', 3, 'daily-life'),
      step('no-comfort-needed', 3, 'hard-things'),
    ],
  },
  {
    id: 'us',
    steps: [
      step('first-sentence', 1, 'past'),
      step('two-person-word', 1, 'play'),
      step('does-me-good', 2, 'daily-life'),
      step('hello-and-good-night', 2, 'closeness'),
      step('to-rest-beside', 3, 'closeness'),
      step('gentler-world', 3, 'hard-things'),
    ],
  },
  {
    id: 'ahead',
    steps: [
      step('free-monday', 1, 'dreams'),
      step('twenty-in-a-coat', 1, 'money'),
      step('talk-of-money', 2, 'money'),
      step('need-not-come-true', 2, 'dreams'),
      step('not-insurable', 3, 'hard-things'),
      step('given-onward', 3, 'family'),
    ],
  },
] as const;
