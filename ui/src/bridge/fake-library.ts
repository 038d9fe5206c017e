// A part of the library, as the stand-in knows it. The engine has its own tables; ids and facts are the same, so the words are found.
import type { Gesture, Idea } from './bindings';

const gesture = (id: string, kind: Gesture['kind'], minutes: number, is: string): Gesture => {
  const facts = is.split(' ');
  return { id, kind, minutes, near: facts.includes('near'), apart: facts.includes('apart'), costs: facts.includes('costs'), mutual: facts.includes('mutual') };
};

export const GESTURES: readonly Gesture[] = [
  gesture('hug-three-breaths', 'touch', 1, 'near mutual'),
  gesture('hand-in-passing', 'touch', 1, 'near mutual'),
  gesture('hold-hands-walking', 'touch', 5, 'near mutual'),
  gesture('kiss-at-the-door', 'touch', 1, 'near mutual'),
  gesture('lean-on-the-sofa', 'touch', 15, 'near mutual'),
  gesture('shoulder-rub', 'touch', 5, 'near mutual'),
  gesture('share-a-blanket', 'touch', 20, 'near mutual'),
  gesture('thank-one-thing', 'words', 2, 'near apart'),
  gesture('say-what-i-like', 'words', 1, 'near apart'),
  gesture('note-to-find', 'words', 5, 'near'),
  gesture('before-something-hard', 'words', 2, 'near apart'),
  gesture('ask-how-it-went', 'words', 10, 'near apart'),
  gesture('good-night-sentence', 'words', 1, 'near apart'),
  gesture('tell-our-memory', 'words', 5, 'near apart'),
  gesture('praise-before-others', 'words', 2, 'near apart'),
  gesture('own-a-small-thing', 'words', 3, 'near apart'),
  gesture('voice-message', 'words', 2, 'apart'),
  gesture('postcard', 'words', 15, 'apart costs'),
  gesture('greet-at-the-door', 'time', 2, 'near'),
  gesture('ask-and-listen', 'time', 10, 'near apart'),
  gesture('table-without-phones', 'time', 40, 'near'),
  gesture('short-walk', 'time', 20, 'near'),
  gesture('first-cup-together', 'time', 10, 'near apart'),
  gesture('sit-beside', 'time', 20, 'near'),
  gesture('same-bedtime', 'time', 15, 'near'),
  gesture('cook-on-the-phone', 'time', 40, 'apart'),
  gesture('take-their-chore', 'help', 20, 'near'),
  gesture('bring-a-drink', 'help', 5, 'near'),
  gesture('ready-for-tomorrow', 'help', 10, 'near'),
  gesture('take-an-errand', 'help', 20, 'near apart'),
  gesture('hour-to-themselves', 'help', 60, 'near'),
  gesture('fix-the-nuisance', 'help', 30, 'near'),
  gesture('cook-their-dish', 'help', 60, 'near costs'),
  gesture('warm-the-bed', 'help', 5, 'near'),
  gesture('ask-what-lightens', 'help', 15, 'near apart'),
  gesture('dinner-from-afar', 'help', 15, 'apart costs'),
  gesture('favourite-bite', 'things', 10, 'near costs'),
  gesture('something-picked', 'things', 5, 'near'),
  gesture('marked-page', 'things', 10, 'near apart'),
  gesture('photo-thought-of-you', 'things', 2, 'apart'),
  gesture('old-photo', 'things', 10, 'near apart'),
  gesture('song-for-you', 'things', 5, 'near apart'),
  gesture('pocket-find', 'things', 5, 'near'),
  gesture('small-parcel', 'things', 40, 'apart costs'),
  gesture('keep-their-wish', 'things', 2, 'near apart'),
  gesture('bad-joke', 'play', 2, 'near apart'),
  gesture('kitchen-dance', 'play', 5, 'near mutual'),
  gesture('guess-my-answer', 'play', 10, 'near apart'),
  gesture('doodle', 'play', 5, 'near apart'),
  gesture('one-round', 'play', 20, 'near'),
  gesture('tiny-bet', 'play', 2, 'near apart'),
  gesture('taste-something-new', 'play', 15, 'near costs'),
  gesture('colour-hunt', 'play', 15, 'apart'),
  gesture('share-a-puzzle', 'play', 20, 'near apart'),
  gesture('sing-our-song', 'play', 5, 'near'),
  gesture('feet-under-table', 'touch', 10, 'near mutual'),
  gesture('offer-your-arm', 'touch', 10, 'near mutual'),
  gesture('film-in-a-heap', 'touch', 120, 'near mutual'),
  gesture('good-morning-by-name', 'words', 1, 'near apart'),
  gesture('words-that-stayed', 'words', 3, 'near apart'),
  gesture('whole-page', 'words', 90, 'near apart'),
  gesture('along-to-the-stop', 'time', 15, 'near'),
  gesture('dull-errand', 'time', 60, 'near'),
  gesture('their-programme', 'time', 60, 'near apart'),
  gesture('come-and-look', 'time', 5, 'near apart'),
  gesture('dreaded-company', 'help', 30, 'near apart'),
  gesture('quiet-morning', 'help', 90, 'near'),
  gesture('weekday-flowers', 'things', 10, 'near costs'),
  gesture('candle-stump', 'things', 2, 'near'),
  gesture('travelling-figure', 'play', 2, 'near'),
  gesture('secret-word', 'play', 2, 'near apart'),
];

const ALL: Idea['seasons'] = ['spring', 'summer', 'autumn', 'winter'];
const idea = (id: string, theme: Idea['theme'], place: Idea['place'], cost: number, minutes: number, effort: number, is: string, seasons = ALL): Idea => {
  const facts = is.split(' ');
  const [openAir, lively, sober, childrenAsleep, stepFree] = ['openAir', 'lively', 'sober', 'childrenAsleep', 'stepFree'].map((fact) => facts.includes(fact)) as [boolean, boolean, boolean, boolean, boolean];
  return { id, theme, place, cost, minutes, effort, seasons, openAir, lively, sober, childrenAsleep, stepFree };
};

export const IDEAS: readonly Idea[] = [
  idea('candle-dinner', 'food', 'home', 0, 90, 0, 'sober childrenAsleep stepFree'),
  idea('cook-something-new', 'food', 'home', 1, 120, 1, 'sober childrenAsleep stepFree'),
  idea('blind-tasting', 'food', 'home', 1, 60, 1, 'sober childrenAsleep stepFree'),
  idea('film-of-your-youth', 'stories', 'home', 0, 150, 0, 'sober childrenAsleep stepFree'),
  idea('read-aloud', 'stories', 'either', 0, 60, 0, 'sober childrenAsleep stepFree'),
  idea('photo-evening', 'stories', 'home', 0, 90, 0, 'sober childrenAsleep stepFree'),
  idea('game-night', 'play', 'home', 0, 120, 0, 'sober childrenAsleep stepFree'),
  idea('living-room-camp', 'play', 'home', 0, 180, 1, 'sober childrenAsleep'),
  idea('build-something', 'making', 'home', 1, 150, 1, 'sober stepFree'),
  idea('learn-a-dance', 'moving', 'home', 0, 60, 0, 'sober'),
  idea('breakfast-out', 'food', 'out', 2, 90, 0, 'lively sober stepFree'),
  idea('walk-without-a-plan', 'going', 'out', 0, 90, 0, 'openAir sober'),
  idea('be-a-tourist', 'going', 'out', 1, 180, 0, 'lively sober'),
  idea('picnic', 'nature', 'out', 1, 120, 1, 'openAir sober stepFree', ['spring', 'summer', 'autumn']),
  idea('stargazing', 'nature', 'out', 0, 90, 1, 'openAir sober stepFree'),
  idea('museum-one-room', 'learning', 'out', 1, 120, 0, 'sober stepFree'),
  idea('market-and-cook', 'food', 'out', 1, 180, 1, 'lively sober stepFree'),
  idea('swim-somewhere', 'moving', 'out', 1, 150, 0, 'lively sober'),
  idea('bike-to-cake', 'moving', 'out', 1, 180, 1, 'openAir sober', ['spring', 'summer', 'autumn']),
  idea('concert', 'music', 'out', 2, 180, 0, 'lively sober stepFree'),
  idea('second-hand-hunt', 'giving', 'out', 1, 120, 0, 'lively sober stepFree'),
  idea('sunrise', 'nature', 'out', 0, 120, 1, 'openAir sober stepFree'),
  idea('class-together', 'learning', 'out', 3, 150, 1, 'lively sober stepFree'),
  idea('night-away', 'going', 'out', 3, 1440, 1, 'sober stepFree'),
  idea('back-to-the-start', 'going', 'out', 1, 150, 0, 'sober stepFree'),
  idea('dinner-by-video', 'food', 'apart', 1, 120, 1, 'sober childrenAsleep stepFree'),
  idea('film-in-step', 'stories', 'apart', 0, 150, 0, 'sober childrenAsleep stepFree'),
  idea('walk-on-the-phone', 'moving', 'apart', 0, 60, 0, 'openAir sober'),
  idea('plan-a-journey', 'going', 'either', 0, 90, 0, 'sober childrenAsleep stepFree'),
  idea('questions-by-the-fire', 'talk', 'either', 0, 90, 0, 'sober childrenAsleep stepFree'),
  idea('letter-for-next-year', 'talk', 'either', 0, 45, 0, 'sober childrenAsleep stepFree'),
  idea('first-snow', 'nature', 'out', 0, 60, 0, 'openAir sober', ['winter']),
  idea('full-moon-walk', 'nature', 'out', 0, 60, 0, 'openAir sober'),
  idea('four-feet-one-basin', 'resting', 'home', 0, 30, 0, 'sober childrenAsleep stepFree'),
  idea('fifteen-signs', 'learning', 'either', 0, 40, 0, 'sober childrenAsleep stepFree'),
  idea('very-small-newspaper', 'talk', 'either', 0, 60, 0, 'sober childrenAsleep stepFree'),
  idea('bake-for-a-strange-door', 'giving', 'home', 1, 120, 1, 'sober stepFree'),
  idea('song-for-every-year', 'music', 'either', 0, 90, 0, 'sober childrenAsleep stepFree'),
  idea('blind-portraits', 'making', 'either', 0, 30, 0, 'sober childrenAsleep stepFree'),
  idea('karaoke-with-a-ladle', 'music', 'home', 0, 60, 0, 'lively sober stepFree'),
  idea('canoe-downstream', 'moving', 'out', 2, 300, 1, 'openAir sober', ['summer']),
  idea('hut-without-signal', 'going', 'out', 3, 2880, 2, 'sober'),
  idea('bats-at-dusk', 'nature', 'out', 0, 45, 0, 'openAir sober stepFree', ['summer']),
  idea('slow-tea', 'resting', 'either', 0, 30, 0, 'sober childrenAsleep stepFree'),
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

export const FEELINGS = [
  { id: 'glad', words: ['grateful', 'hopeful', 'relieved'] },
  { id: 'close', words: ['loved', 'tender', 'understood'] },
  { id: 'sad', words: ['lonely', 'disappointed', 'homesick'] },
  { id: 'tired', words: ['drained', 'torn', 'distant'] },
];
