// The stand-in engine for whoever looks at screens in a browser.
import type { Settings } from './bindings';
import { FakeEngine, type FakeOptions, PICTURES } from './fake';

/**
 * The story to look at, from the address: `?home=empty|locked|screen|open&pages=closed&name=…&partner=…&entries=3000&full&lang=de&theme=dark&size=200`.
 * `full` fills dates, nudges and important dates as well. The engine is at `window.fake` for trying notices by hand.
 */
export function fakeFromAddress(): FakeEngine {
  const query = new URLSearchParams(location.search);
  const full = query.has('full');
  const settings: Partial<Settings> = {};
  const lang = query.get('lang');
  const theme = query.get('theme');
  if (lang) settings.language = lang as Settings['language'];
  if (theme) settings.theme = theme as Settings['theme'];
  if (query.has('size')) settings.textSize = Number(query.get('size'));
  const pictures = query.get('pairing') === 'comparing' ? { stage: 'comparing' as const, pictures: PICTURES, confirmedByMe: false } : null;
  const engine = new FakeEngine({
    home: (query.get('home') as FakeOptions['home'] | null) ?? 'open',
    ...(query.has('name') ? { name: query.get('name')! } : {}),
    partner: query.get('partner'),
    entries: Number(query.get('entries') ?? (full ? 12 : 0)),
    outings: full,
    plans: full,
    importantDates: full,
    notes: full,
    wishes: full,
    ahead: full,
    longAway: query.has('away'),
    keyring: !query.has('nokeyring'),
    keyringGone: query.has('gone'),
    ...(query.has('pages') ? { pages: query.get('pages') as FakeOptions['pages'] } : {}),
    settings,
    ...(pictures ? { pairing: pictures } : {}),
    ...(query.has('silent') ? { notifications: { server: null, actions: false, body: false } } : {}),
  });
  if (full) engine.calendars.fill(engine.options.now);
  if (query.has('ready') && engine.outings[0]) {
    const items = ['Book the boat', 'Ask Mina about the key'].map((what, n) => ({ id: n + 1, what, who: n ? null : ('partner' as const), pack: false, done: n > 0 }));
    const pack = ['Blanket', 'The good torch'].map((what, n) => ({ id: n + 5, what, who: n ? ('me' as const) : null, pack: true, done: false }));
    for (const { id } of engine.outings) engine.forTwo.preparing.all.set(id, { items: [...items, ...pack], budget: 'About forty', rain: 'Then the reading room, and cocoa', confirm: { what: 'Ring the boathouse', by: '2099-12-01' }, confirmNudged: true });
  }
  if (query.has('rituals')) {
    engine.forTwo.rituals.partnerProposes();
    engine.forTwo.rituals.partnerProposes({ title: 'The walk around the block', trigger: 'When the plates are in the rack', steps: '', meaning: '', days: [1, 2, 3, 4, 5, 6, 7], at: null, stage: 'awake', season: true });
    engine.forTwo.rituals.partnerProposes({ title: 'Letters on the first snow', trigger: 'The first snow', steps: 'One page each\nRead aloud', meaning: 'That the year turns, and we are still writing.', days: [], at: null, stage: 'asksThem' });
    engine.forTwo.rituals.partnerProposes({ title: 'Pancakes', days: [6], at: '09:00', steps: '', stage: 'rests' });
    engine.forTwo.forward = { kind: 'ritual', key: 'ritual', ritual: engine.forTwo.rituals.all[0]! };
  }
  if (query.has('time')) {
    engine.calendars.ask = { id: '7a'.padStart(32, '0'), mineShown: query.get('time') !== 'theirs', theirsShown: query.get('time') !== 'mine', until: new Date(engine.options.now.getTime() + 21 * 86_400_000).toISOString() };
    if (query.get('time') === 'both') {
      engine.calendars.slots = engine.calendars.slots.map((slot) => ({ ...slot, reasons: slot.reasons.map((reason) => (reason === 'free' ? 'bothFree' : reason)), there: { from: sixBefore(slot.from), until: sixBefore(slot.until), zone: 'America/New_York' } }));
    }
    if (query.get('time') === 'theirs') engine.forTwo.forward = { kind: 'time', key: 'time' };
  }
  if (query.has('together')) [engine.together.wanted, engine.together.partnerWants] = [true, query.get('together') === 'both'];
  if (query.has('ideas')) {
    const plain = { hobby: false, effort: 0, lively: false, sober: true, childrenAsleep: false, stepFree: false };
    engine.jar.own = [
      { ...plain, id: '1'.repeat(32), title: 'Row to the island, with sandwiches', note: 'The blue boat can be had until dusk.', place: 'out', cost: 1, minutes: 180, ours: true },
      { ...plain, id: '2'.repeat(32), title: 'Chess, the slow kind', note: '', hobby: true, place: 'home', cost: 0, minutes: 90, ours: false },
    ];
  }
  if (query.has('promises')) {
    engine.forTwo.promises = [
      { id: 'd1'.padStart(32, '0'), mine: true, text: 'Ring the bank by Thursday and say what I find out.', day: engine.options.now.toLocaleDateString('sv') },
      { id: 'd2'.padStart(32, '0'), mine: false, text: 'On Friday be home when I said I would.', day: '2099-05-08' },
    ];
    engine.forTwo.forward = { kind: 'promise', key: 'promise', promise: engine.forTwo.promises[0]! };
  }
  if (query.has('calm')) engine.forTwo.partnerPauses();
  if (query.has('questions')) {
    engine.sealed.bring({ kind: 'known', id: 'first-key' }, { mine: 'The cellar, with the sledges.' }, { stage: 'foldedAway', folds: null });
    engine.sealed.bring({ kind: 'known', id: 'kettle' }, { mine: 'I look out of the window and count the pigeons on the roof opposite.', theirs: 'I warm my hands on it, long before it boils.\n\nAnd I listen for you on the stairs.' }, { stage: 'opened', folds: null });
    engine.sealed.bring({ kind: 'own', text: 'What would you like more of on a Sunday?' }, { mine: 'Nothing that begins before ten.' }, { stage: 'waiting' });
    engine.sealed.bring({ kind: 'known', id: 'first-sentence' });
  }
  if (query.has('replies')) {
    const [theirs, mine] = [engine.entries.find(({ author, audience }) => author === 'partner' && audience === 'ours'), engine.entries.find(({ author, audience }) => author === 'me' && audience === 'ours')];
    if (theirs) engine.replies.partnerSays(theirs.id, { kind: 'plain', text: 'And there was that song again.' });
    if (mine) {
      engine.replies.partnerSays(mine.id, { kind: 'word', word: 'touched' });
      engine.replies.partnerSays(mine.id, { kind: 'listening', heard: 'That you said you were fine, and that you were tired instead.', sense: 'You had carried the whole week.', feels: 'A bit alone with it, I imagine.' });
    }
  }
  Object.assign(window, { fake: engine });
  return engine;
}

/** The time in New York of one in Berlin, for times in the afternoon. */
const sixBefore = (wall: string): string => `${wall.slice(0, 11)}${String(Number(wall.slice(11, 13)) - 6).padStart(2, '0')}${wall.slice(13)}`;
