// Two made-up people and what is in their homes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bridge.js';
import { PASSPHRASE } from './browser.js';

const sample = JSON.parse(readFileSync(join(root, 'src-tauri/crates/xtask/sample.json'), 'utf8'));
const ZONE = 'Europe/Berlin';
const DAY = 86_400_000;

/** The day of an instant, as the calendar of the story has it. */
export const dayOf = (instant) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(instant);

/** An instant by the calendar and clock of the story. */
function instantOf(day, clock) {
  const shown = (instant) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  return [1, 2].map((hours) => new Date(`${day}T${clock}:00+0${hours}:00`)).find((instant) => shown(instant) === `${day} ${clock}`);
}

async function until(what, ask) {
  for (let left = 400; left > 0; left -= 1) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} never came`);
}

/** Two open homes, connected by invitation. */
export async function couple(bridge, one, other) {
  const stage = async (who, wanted) => until(`${who}: ${wanted}`, async () => (await bridge.call(who, 'get_pairing')).stage === wanted);
  const ready = await bridge.call(one, 'make_invite');
  await bridge.call(other, 'accept_invite', { line: ready.invite });
  for (const who of [one, other]) await stage(who, 'comparing');
  for (const who of [one, other]) await bridge.call(who, 'confirm_pictures');
  for (const who of [one, other]) await until('a partner', async () => (await bridge.call(who, 'get_home')).partner);
}

/** Changes some of someone's settings. */
export async function prefer(bridge, who, changes) {
  const settings = await bridge.call(who, 'get_settings');
  await bridge.call(who, 'change_settings', { settings: { ...settings, ...changes } });
}

export async function write(bridge, who, { title = '', body, feelings = [], tags = [], at = null, ours = false }) {
  const entry = { id: null, title, body, feelings, tags, writtenAt: at, zone: at && ZONE };
  const { id } = await bridge.call(who, 'keep_entry', { entry });
  if (ours) {
    const { consent } = await bridge.call(who, 'preview_share', { id });
    await bridge.call(who, 'share_entry', { id, consent });
    await bridge.call(who, 'send_now', { id });
  }
  return id;
}

/** Ten years of two people: `ada` is Aleksandra-Maria, `jo` is Jo. Gives the ids a test wants to look at. */
export async function tenYears(bridge, ada, jo) {
  for (const [who, name] of [[ada, sample.partners[0]], [jo, sample.partners[1]]]) {
    await bridge.call(who, 'start_home', { home: { name, passphrase: PASSPHRASE, rememberInKeyring: false } });
  }
  await couple(bridge, ada, jo);
  const who = { [sample.partners[0]]: ada, [sample.partners[1]]: jo };
  const now = await bridge.now();
  const ago = (days) => new Date(now.getTime() - days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');

  const mine = sample.entries.filter(({ author }) => who[author] === ada);
  for (let month = 1; month <= 120; month += 1) {
    const { title, body } = mine[month % mine.length];
    await write(bridge, ada, { title, body, at: ago(month * 30.4), tags: month % 5 === 0 ? ['holidays'] : [], feelings: month % 3 === 0 ? ['grateful'] : [] });
  }
  // Two years ago to the day, whatever day a test is run on.
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - 2);
  if (before.getUTCDate() === now.getUTCDate()) {
    await write(bridge, ada, { title: 'The first night in the new flat', body: 'One chair, two cups, and the echo.', at: before.toISOString().replace(/\.\d+Z$/, 'Z') });
  }
  const ids = {};
  for (const { author, audience, title, body, days_ago } of sample.entries) {
    const id = await write(bridge, who[author], { title, body, at: ago(days_ago), ours: audience === 'ours', feelings: title === 'The soup' ? ['loved', 'tired'] : [] });
    if (who[author] === ada && audience === 'ours') ids.shared ??= id;
  }
  ids.long = await write(bridge, ada, {
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and what we make of it',
    body: '# All of it\n\nSome *words*, some **loud ones**, ~~gone~~.\n\n## Lists\n\n- bread\n- [x] plums\n- [ ] the boiler\n\n1. first\n2. then\n\n> It was raining, and you sang.\n\n[a place](https://example.org/a/very/long/way/to/somewhere?and=back)\n\n`code` and https://example.org/'.concat('x'.repeat(120)),
    tags: ['us', 'holidays', 'the-very-long-tag-of-a-very-long-summer', 'kitchen'],
    feelings: ['loved', 'grateful', 'homesick'],
    at: ago(0.2),
  });

  // One page that rests, and one that Jo has erased and asks Ada to erase too.
  const resting = await write(bridge, ada, { title: 'The list for the move', body: 'Boxes, tape, the good knife.', at: ago(40) });
  await bridge.call(ada, 'remove_entry', { id: resting });
  const regretted = await write(bridge, jo, { title: 'What I said on the stairs', body: 'Not like that.', at: ago(3), ours: true });
  const there = () => bridge.call(ada, 'list_entries', { cursor: null, limit: 50 });
  await until('what was said', async () => (await there()).entries.some(({ id }) => id === regretted));
  await bridge.call(jo, 'erase_entry', { id: regretted, ask: true });
  await until('the request', async () => (await bridge.call(ada, 'get_today')).askedErasures.length === 1);

  const at = (days, hour) => `${dayOf(now.getTime() + days * DAY)}T${String(hour).padStart(2, '0')}:00`;
  const propose = (from, { title, place, note, in_days, hour }) =>
    bridge.call(from, 'propose_outing', { outing: { title, place, note, from: at(in_days, hour), zone: ZONE, minutes: 180, idea: null } });
  const [dumplings, breakfast, stars] = sample.dates;
  const known = (where, id) => until('the question', () => bridge.call(where, 'list_outings').then((all) => all.some((outing) => outing.id === id)));
  const planned = await propose(ada, dumplings);
  await known(jo, planned.id);
  await bridge.call(jo, 'accept_outing', { id: planned.id });
  const asked = await propose(jo, breakfast);
  await known(ada, asked.id);
  await propose(ada, stars);
  const past = await propose(ada, { title: 'The old cinema, row seven', place: 'Lichtspiele', note: '', in_days: 1, hour: 1 });
  await known(jo, past.id);
  await bridge.call(jo, 'accept_outing', { id: past.id });
  const no = await propose(jo, { title: 'Swimming before work', place: '', note: '', in_days: 6, hour: 7 });
  await known(ada, no.id);
  await bridge.call(ada, 'decline_outing', { id: no.id });
  await until('the answer', () => bridge.call(ada, 'list_outings').then((all) => all.find(({ id }) => id === planned.id)?.stage === 'planned'));

  // One question both have answered, one that only Jo has, one that is not answered yet.
  const ask = async (from, to, question) => {
    const { line: { id } } = await bridge.call(from, 'begin_question', { question });
    await until('the question', () => bridge.call(to, 'list_sealed').then((all) => all.some((sealed) => sealed.id === id)));
    return id;
  };
  ids.open = await ask(jo, ada, { kind: 'known', id: 'kettle' });
  await bridge.call(ada, 'answer_sealed', { id: ids.open, text: 'I wipe the same corner of the worktop, every morning, and look over at your side of the garden.' });
  await bridge.call(jo, 'answer_sealed', { id: ids.open, text: 'Nothing. I stand in front of it.\n\nSometimes I count the tiles behind it, and once, in March, I got as far as the window.' });
  await until('both answers', () => bridge.call(ada, 'get_sealed', { id: ids.open }).then(({ theirs }) => theirs !== null));
  ids.waiting = await ask(jo, ada, { kind: 'own', text: 'What would you keep of this flat if you could keep one square metre?' });
  await bridge.call(jo, 'answer_sealed', { id: ids.waiting, text: 'The bit of floor under the radiator where the dog was.' });
  // Jo has listened to a page of Ada's, and said a plain word about it.
  for (const reply of [
    { kind: 'listening', heard: 'You came home ready to be cross, and the soup changed that.', sense: 'It was a long day, and somebody had thought of you.', feels: 'Tired, and then less alone.' },
    { kind: 'plain', text: 'I put the plate on top because the lid has the crack.' },
  ]) {
    await bridge.call(jo, 'send_reply', { id: ids.shared, reply });
    await bridge.call(jo, 'send_reply_now', { id: ids.shared });
  }

  const plan = (gesture, cadence, from, to) => bridge.call(ada, 'keep_plan', { id: null, plan: { gesture, cadence, from, to } });
  ids.plan = (await plan({ kind: 'library', id: 'ask-how-it-went' }, { kind: 'everyDays', days: 1 }, '19:00', '20:00')).id;
  await plan({ kind: 'library', id: 'postcard' }, { kind: 'weekdays', days: [1, 3, 6] }, '08:00', '11:00');
  await plan({ kind: 'own', text: 'Put the good cup out for Jo before the early shift, and the small spoon with it' }, { kind: 'everyDays', days: 7 }, '06:00', '07:30');

  const date = (days, title, year) => {
    const [, month, day] = dayOf(now.getTime() + days * DAY).split('-').map(Number);
    return bridge.call(ada, 'keep_important_date', { id: null, date: { title, month, day, year, leapDay: 'feb28' } });
  };
  await date(9, 'Gdańsk, the wrong platform', 2016);
  await date(40, 'Jo’s birthday', null);
  await date(200, 'The day we said yes, in the rain, with the wrong shoes on', 2019);

  // Two days on, in the evening: the cinema is behind them, and a nudge is due. It is looked at in time, or it would be too late for it.
  const evening = instantOf(dayOf(now.getTime() + 2 * DAY), '20:02');
  const ahead = Math.round((evening - (await bridge.now())) / 1000);
  await bridge.goOn(ahead - 3600);
  await bridge.goOn(3600);
  await until('everything at Jo’s', () => bridge.call(jo, 'list_entries', { cursor: null, limit: 50 }).then(({ entries }) => entries.length > 6));
  return { ...ids, planned: planned.id, asked: asked.id };
}
