import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { OwnIdea } from '../bridge';
import { address, router, toasts } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const button = (key: string, args?: Record<string, string>) => screen.getByRole('button', { name: t(key, args) });
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
const shownOf = (count: number) => screen.findByText(t('dates-ideas-shown', { count: count as unknown as string }));
const two = { partner: 'Sam', outings: true };

describe.each(['light', 'dark'] as const)('the lists (%s)', (theme) => {
  it('nothing planned is a sentence and one action', async () => {
    const { user } = await open('dates', { settings: { theme } });
    await screen.findByText(t('dates-empty'));
    await expectAccessible();
    await user.click(button('dates-empty-action'));
    expect(router.path).toEqual(['dates', 'ideas']);
    await screen.findByRole('heading', { name: t('dates-slips') });
    await expectAccessible();
  });

  it('what waits for me comes first, then what is planned, then what I asked', async () => {
    await open('dates', { ...two, settings: { theme } });
    await screen.findByRole('heading', { name: t('dates-waiting', { name: 'Sam' }) });
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([t('dates-waiting', { name: 'Sam' }), t('dates-planned'), t('dates-asked')]);
    await expectAccessible();
  });

  it('remembers by year', async () => {
    await open('dates/remembered', { ...two, settings: { theme }, now: new Date('2026-05-20T12:00:00Z') });
    await screen.findByRole('heading', { name: '2026' });
    await expectAccessible();
  });
});

describe('answering', () => {
  it('yes', async () => {
    const { engine, user } = await open('dates', two);
    await user.click(await findButton('date-accept'));
    await waitFor(() => expect(engine.outings[0]!.stage).toBe('planned'));
    await waitFor(() => expect(screen.queryByRole('heading', { name: t('dates-waiting', { name: 'Sam' }) })).toBeNull());
  });

  it('no, after one question, and without reasons', async () => {
    const { engine, user } = await open('dates', two);
    await user.click(await findButton('date-decline'));
    const dialog = await screen.findByRole('dialog', { name: t('date-decline-title') });
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    expect(engine.callsOf('declineOuting')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: t('date-decline-verb') }));
    await waitFor(() => expect(engine.outings[0]!.stage).toBe('declined'));
  });

  it('another time', async () => {
    const { engine, user } = await open('dates', two);
    await user.click(await findButton('date-another-time'));
    await screen.findByRole('heading', { level: 1, name: t('dates-another-title') });
    await user.click(button('dates-suggest'));
    expect(screen.getByLabelText(t('dates-day'))).toBeInvalid();
    await user.click(await screen.findByRole('button', { name: new RegExp(`^${t('dates-quick-saturday')}`) }));
    await expectAccessible();
    await user.click(button('dates-suggest'));
    await waitFor(() => expect(engine.outings[0]).toMatchObject({ stage: 'awaitingPartner', from: expect.stringMatching(/T10:00$/) as string }));
    expect(toasts.list.at(-1)?.text).toBe(t('dates-suggested', { name: 'Sam' }));
    await screen.findByText(t('dates-stage-awaitingPartner', { name: 'Sam' }));
  });

  it('says when it was settled meanwhile', async () => {
    const { engine, user } = await open('dates', two);
    await findButton('date-accept');
    engine.refuseNext('acceptOuting', { code: 'outingSettled' });
    await user.click(button('date-accept'));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});

describe('planning', () => {
  it('asks with one press for the evening, and shows the zone', async () => {
    const { engine, user } = await open('dates/new', { partner: 'Sam' });
    const what = await screen.findByLabelText(t('dates-title'));
    expect(what).toHaveFocus();
    await expectAccessible();
    await user.type(what, 'A walk');
    const friday = await screen.findByRole('button', { name: new RegExp(`^${t('dates-quick-friday')}`) });
    await user.click(friday);
    expect(friday).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByLabelText(t('dates-clock'))).toHaveValue('19:00');
    await user.type(screen.getByLabelText(t('dates-place')), 'The mill');
    await user.click(button('dates-ask', { name: 'Sam' }));
    await screen.findByText(t('dates-stage-awaitingPartner', { name: 'Sam' }));
    expect(engine.callsOf('proposeOuting')[0]![0]).toMatchObject({ title: 'A walk', place: 'The mill', minutes: 180, idea: null, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, from: expect.stringMatching(/^\d{4}-\d\d-\d\dT19:00$/) as string });
  });

  it('alone it is a plan of mine', async () => {
    const { engine, user } = await open('dates/new');
    await user.type(await screen.findByLabelText(t('dates-title')), 'A walk');
    await fireEvent.input(screen.getByLabelText(t('dates-day')), { target: { value: '2030-01-02' } });
    await user.click(button('dates-put'));
    await screen.findByText(t('dates-stage-alone'));
    expect(engine.outings[0]).toMatchObject({ from: '2030-01-02T19:00', stage: 'alone' });
  });

  it('says in its place what is missing, and goes there', async () => {
    const { engine, user } = await open('dates/new', { partner: 'Sam' });
    await user.click(await findButton('dates-ask', { name: 'Sam' }));
    await waitFor(() => expect(screen.getByLabelText(t('dates-title'))).toHaveFocus());
    expect(screen.getByLabelText(t('dates-title'))).toBeInvalid();
    expect(screen.getByLabelText(t('dates-day'))).toBeInvalid();
    expect(engine.callsOf('proposeOuting')).toEqual([]);
    await expectAccessible();
  });

  it('a time that has passed is said at the day', async () => {
    const { engine, user } = await open('dates/new', { partner: 'Sam' });
    await user.type(await screen.findByLabelText(t('dates-title')), 'A walk');
    await fireEvent.input(screen.getByLabelText(t('dates-day')), { target: { value: '2020-01-02' } });
    engine.refuseNext('proposeOuting', { code: 'timeInPast' });
    await user.click(button('dates-ask', { name: 'Sam' }));
    await waitFor(() => expect(screen.getByLabelText(t('dates-day'))).toBeInvalid());
    expect(screen.getByLabelText(t('dates-day'))).toHaveAccessibleDescription(t('error-time-in-past'));
  });

  it('an idea asks about Friday', async () => {
    const { engine, user } = await open('dates/ideas', { partner: 'Sam' });
    const slips = await screen.findByRole('region', { name: t('dates-slips') });
    expect(within(slips).getAllByRole('listitem')).toHaveLength(3);
    const [first] = within(slips).getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent!);
    await user.click(within(slips).getAllByRole('button', { name: /^Friday/ })[0]!);
    expect(await screen.findByLabelText(t('dates-title'))).toHaveValue(first);
    await waitFor(() => expect(screen.getByLabelText(t('dates-day'))).not.toHaveValue(''));
    await user.click(button('dates-ask', { name: 'Sam' }));
    await waitFor(() => expect(engine.callsOf('proposeOuting')[0]?.[0]).toMatchObject({ idea: expect.any(String) as string }));
  });

});

const lines = (all: HTMLElement): HTMLElement[] => [...all.querySelectorAll<HTMLElement>('.results summary')];

describe('the jar', () => {
  const jar = () => screen.findByRole('region', { name: t('dates-all') });

  it('is looked through by place, cost and words; what finds nothing says so, with one way back', async () => {
    const { user } = await open('dates/ideas', { partner: 'Sam' });
    const all = await jar();
    await waitFor(() => expect(lines(all)).toHaveLength(30));
    const everything = all.querySelector('[role=status]')!.textContent;
    await user.click(within(all).getByRole('radio', { name: t('dates-where-apart') }));
    expect(all.querySelector('[role=status]')!.textContent).not.toBe(everything);
    await user.click(within(all).getByText(t('dates-narrow')));
    await user.selectOptions(await within(all).findByLabelText(t('dates-cost')), t('dates-cost-up-to-0'));
    for (const line of lines(all)) expect(line).toHaveTextContent(t('dates-cost-0'));
    await user.click(within(all).getByRole('button', { name: t('dates-suits-quiet') }));
    await expectAccessible();
    await user.type(within(all).getByRole('searchbox'), 'zzz');
    await within(all).findByText(t('dates-ideas-none'));
    expect(lines(all)).toHaveLength(0);
    await user.click(button('dates-ideas-all'));
    expect(all.querySelector('[role=status]')!.textContent).toBe(everything);
    expect(within(all).getByRole('searchbox')).toHaveValue('');
  });

  it('finds words in the note, whatever their marks', async () => {
    const { user } = await open('dates/ideas');
    const all = await jar();
    await user.type(within(all).getByRole('searchbox'), 'CANDLES hands');
    await shownOf(1);
    expect(lines(all)[0]).toHaveTextContent(t('idea-candle-dinner'));
  });

  it('shows a page at a time, and goes on where it ended', async () => {
    const { user } = await open('dates/ideas');
    const all = await jar();
    await waitFor(() => expect(lines(all)).toHaveLength(30));
    await user.click(button('dates-ideas-more'));
    await waitFor(() => expect(lines(all).length).toBeGreaterThan(30));
    expect(lines(all)[30]).toHaveFocus();
  });

  it('keeps what I make of one, and leaves the line until the jar is narrowed anew', async () => {
    const { engine, user } = await open('dates/ideas');
    const all = await jar();
    const title = t('idea-candle-dinner');
    await user.click(await within(all).findByText(title));
    const no = await within(all).findByRole('button', { name: t('dates-leaning-no') });
    await user.click(no);
    await waitFor(() => expect(no).toHaveAttribute('aria-pressed', 'true'));
    expect(engine.jar.leanings).toEqual(new Map([['candle-dinner', 'no']]));
    expect(within(all).getByText(title)).toBeInTheDocument();
    await user.click(within(all).getByRole('radio', { name: t('dates-where-home') }));
    await waitFor(() => expect(within(all).queryByText(title)).toBeNull());
  });

  it('marks one as new or exciting, and narrows by that', async () => {
    const { engine, user } = await open('dates/ideas');
    const all = await jar();
    const title = t('idea-candle-dinner');
    await user.click(await within(all).findByText(title));
    const marks = await within(all).findByRole('group', { name: t('dates-marks', { idea: title }) });
    for (const key of ['dates-mark-new', 'dates-mark-excited']) {
      const mark = within(marks).getByRole('button', { name: t(key) });
      await user.click(mark);
      await waitFor(() => expect(mark).toHaveAttribute('aria-pressed', 'true'));
    }
    expect([engine.jar.newToUs, engine.jar.excited]).toEqual([new Set(['candle-dinner']), new Set(['candle-dinner'])]);
    await expectAccessible();
    await user.click(within(all).getByText(t('dates-narrow')));
    await user.click(within(await within(all).findByRole('group', { name: t('dates-suits') })).getByRole('button', { name: t('dates-suits-newToUs') }));
    await shownOf(1);
    engine.refuseNext('markIdea', { code: 'notFound' });
    await user.click(within(all).getByText(title));
    await user.click(within(await within(all).findByRole('group', { name: t('dates-marks', { idea: title }) })).getByRole('button', { name: t('dates-mark-new') }));
    await screen.findByRole('alert');
    expect(engine.jar.newToUs).toEqual(new Set(['candle-dinner']));
  });

  it('remembers what we did: the idea says when, and leads there', async () => {
    const { engine, user } = await open('dates/ideas', two);
    const all = await jar();
    const did = engine.outings.find(({ stage }) => stage === 'remembered')!;
    expect(did.idea).toBe('cook-something-new');
    await user.click(await within(all).findByText(t('idea-cook-something-new')));
    const link = await within(all).findByRole('link', { name: new RegExp(did.from.slice(0, 4)) });
    expect(within(all).queryByRole('button', { name: t('dates-mark-new') })).toBeNull();
    await user.click(link);
    await screen.findByRole('heading', { level: 1, name: did.title });
  });

  it('draws one, takes the arrow keys, and gives back what was a slip of the finger', async () => {
    const { engine, user } = await open('dates/ideas');
    await jar();
    await user.click(button('dates-draw'));
    const heading = await waitFor(() => document.querySelector<HTMLElement>('h3[tabindex]') ?? expect.fail('no slip'));
    await waitFor(() => expect(heading).toHaveFocus());
    await expectAccessible();
    const first = heading.textContent;
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect([...engine.jar.leanings.values()]).toEqual(['no']));
    await waitFor(() => expect(heading.textContent).not.toBe(first));
    await user.click(await findButton('kit-undo'));
    await waitFor(() => expect(engine.jar.leanings.size).toBe(0));
    expect(heading.textContent).toBe(first);
  });
});

describe('ideas of our own', () => {
  const own = { hobby: false, place: 'out' as const, cost: 1, effort: 0, minutes: 90, lively: false, sober: true, childrenAsleep: false, stepFree: false };
  async function inJar(idea: Partial<OwnIdea>, options: Parameters<typeof begin>[0] = { partner: 'Sam' }) {
    const engine = await begin({ name: 'Jo', ...options }, 'dates/ideas');
    engine.jar.own = [{ ...own, id: 'a'.repeat(32), title: 'Row to the island', note: 'The blue boat.', ours: false, ...idea }];
    render(App);
    const user = userEvent.setup();
    const all = await screen.findByRole('region', { name: t('dates-all') });
    await user.click(await within(all).findByText('Row to the island'));
    return { engine, user, all };
  }

  it('go into the jar, for me alone unless I say otherwise', async () => {
    const { engine, user } = await open('dates/ideas', { partner: 'Sam' });
    await user.click(await findButton('dates-own-add'));
    const title = await screen.findByLabelText(t('dates-title'));
    expect(title).toHaveFocus();
    await expectAccessible();
    await user.click(button('dates-own-keep'));
    await waitFor(() => expect(title).toHaveFocus());
    expect(title).toBeInvalid();
    await user.type(title, 'Row to the island');
    await user.click(screen.getByRole('radio', { name: t('dates-own-place-out') }));
    await user.click(screen.getByRole('button', { name: t('dates-suits-quiet') }));
    await user.click(button('dates-own-keep'));
    await waitFor(() => expect(engine.callsOf('addOwnIdea')).toEqual([[expect.objectContaining({ title: 'Row to the island', place: 'out', lively: true, sober: true }), false]]));
    const all = await screen.findByRole('region', { name: t('dates-all') });
    const line = (await within(all).findByText('Row to the island')).closest('summary')!;
    expect(line).toHaveTextContent(t('audience-mine'));
  });

  it('can be Ours from the beginning, and only where there are two', async () => {
    const { engine, user } = await open('dates/idea/new', { partner: 'Sam' });
    await user.type(await screen.findByLabelText(t('dates-title')), 'Chess');
    await user.click(screen.getByRole('radio', { name: new RegExp(`^${t('audience-ours')}`) }));
    await user.click(button('dates-own-keep'));
    await waitFor(() => expect(engine.jar.own[0]).toMatchObject({ title: 'Chess', ours: true }));
    expect(toasts.list.at(-1)?.text).toBe(t('dates-own-kept-ours', { name: 'Sam' }));
  });

  it('alone nobody is asked for whom', async () => {
    await open('dates/idea/new');
    await screen.findByLabelText(t('dates-title'));
    expect(screen.queryByRole('radio', { name: new RegExp(`^${t('audience-ours')}`) })).toBeNull();
  });

  it('become Ours after a look at what leaves', async () => {
    const { engine, user } = await inJar({});
    await user.click(await findButton('dates-own-share', { name: 'Sam' }));
    const dialog = await screen.findByRole('dialog', { name: t('dates-own-share-title', { name: 'Sam' }) });
    for (const seen of ['Row to the island', 'The blue boat.', t('dates-own-share-text', { name: 'Sam' })]) expect(within(dialog).getByText(seen)).toBeInTheDocument();
    expect(engine.jar.own[0]!.ours).toBe(false);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: t('dates-own-share-verb') }));
    await waitFor(() => expect(engine.jar.own[0]!.ours).toBe(true));
    await waitFor(() => expect(screen.queryByRole('button', { name: t('dates-own-share', { name: 'Sam' }) })).toBeNull());
    await waitFor(() => expect(document.activeElement).toHaveTextContent('Row to the island'));
  });

  it('are changed, and taken out with a way back', async () => {
    const { engine, user, all } = await inJar({ ours: true });
    await user.click(within(all).getByRole('button', { name: `${t('kit-change')}: Row to the island` }));
    await screen.findByText(t('dates-own-ours-lead', { name: 'Sam' }));
    const title = screen.getByLabelText(t('dates-title'));
    await user.clear(title);
    await user.type(title, 'Row to the lighthouse');
    await user.click(button('dates-keep-changes'));
    const again = await screen.findByRole('region', { name: t('dates-all') });
    await user.click(await within(again).findByText('Row to the lighthouse'));
    await user.click(within(again).getByRole('button', { name: `${t('dates-own-remove')}: Row to the lighthouse` }));
    await waitFor(() => expect(within(again).queryByText('Row to the lighthouse')).toBeNull());
    expect(document.activeElement).toBe(lines(again)[0]);
    await user.click(await findButton('kit-undo'));
    await within(again).findByText('Row to the lighthouse');
    expect(engine.jar.own).toHaveLength(1);
  });

  it('can be said yes to, proposed for Friday, and looked through by themselves', async () => {
    const { engine, user, all } = await inJar({});
    await user.click(within(within(all).getByRole('group', { name: t('dates-leaning', { idea: 'Row to the island' }) })).getByRole('button', { name: t('dates-leaning-yes') }));
    await waitFor(() => expect(engine.jar.leanings.get('a'.repeat(32))).toBe('yes'));
    await user.click(within(all).getByText(t('dates-narrow')));
    await user.click(await within(all).findByRole('button', { name: t('dates-suits-own') }));
    await shownOf(1);
    await user.click(within(all).getByRole('button', { name: `${t('dates-slip-friday')} Row to the island` }));
    await waitFor(() => expect(screen.getByLabelText(t('dates-title'))).toHaveValue('Row to the island'));
    await user.click(button('dates-ask', { name: 'Sam' }));
    await waitFor(() => expect(engine.callsOf('proposeOuting')[0]?.[0]).toMatchObject({ idea: 'a'.repeat(32), minutes: 90 }));
  });

  it('one that is gone says so', async () => {
    await open('dates/idea/nothing', { partner: 'Sam' });
    await screen.findByText(t('dates-own-gone'));
    await expectAccessible();
  });
});

describe('what both want', () => {
  const both = () => screen.findByRole('region', { name: t('dates-both') });

  it('is no question where there is nobody else', async () => {
    await open('dates/ideas');
    await screen.findByRole('region', { name: t('dates-all') });
    expect(screen.queryByRole('region', { name: t('dates-both') })).toBeNull();
  });

  it('is compared once someone switches it on, with its limit beside the switch', async () => {
    const { engine, user } = await open('dates/ideas', { partner: 'Sam' });
    const here = await both();
    const box = within(here).getByRole('switch', { name: t('dates-compare') });
    expect(box).not.toBeChecked();
    expect(box).toHaveAccessibleDescription(t('dates-compare-hint', { name: 'Sam' }));
    await expectAccessible();
    await user.click(box);
    await waitFor(() => expect(engine.callsOf('compareJar')).toEqual([[true]]));
    await within(here).findByText(t('dates-both-none'));
    engine.refuseNext('compareJar', { code: 'noPartner' });
    await user.click(box);
    await screen.findByRole('alert');
    expect(box).toBeChecked();
  });

  it('shows what both said yes to, and asks about Friday', async () => {
    const engine = await begin({ name: 'Jo', partner: 'Sam' }, 'dates/ideas');
    engine.jar.compared = true;
    engine.jar.partnerYes = ['picnic', 'concert'];
    engine.jar.leanings.set('picnic', 'yes').set('sunrise', 'yes').set('concert', 'no');
    render(App);
    const here = await both();
    expect(within(here).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringContaining(t('idea-picnic'))]);
    await userEvent.setup().click(within(here).getByRole('button', { name: /^Friday/ }));
    expect(router.path).toEqual(['dates', 'new', 'picnic']);
  });
});

describe('the page of a date', () => {
  it('is called off kindly', async () => {
    const { engine, user } = await open('dates', two);
    await user.click(await screen.findByRole('link', { name: engine.outings[1]!.title }));
    await screen.findByText(t('dates-stage-planned'));
    await expectAccessible();
    await user.click(button('dates-call-off'));
    const dialog = await screen.findByRole('dialog', { name: t('dates-call-off-title') });
    expect(dialog).toHaveTextContent(t('dates-call-off-text', { name: 'Sam' }));
    await user.click(within(dialog).getByRole('button', { name: t('dates-call-off-verb') }));
    await screen.findByText(t('dates-stage-cancelled'), { selector: '.lead' });
    expect(engine.outings[1]!.stage).toBe('cancelled');
  });

  it('is changed', async () => {
    const { engine, user } = await open('dates', two);
    await user.click(await screen.findByRole('link', { name: engine.outings[1]!.title }));
    await user.click(await findButton('kit-change'));
    const place = await screen.findByLabelText(t('dates-place'));
    await user.clear(place);
    await user.type(place, 'By the river');
    await user.click(button('dates-keep-changes'));
    await waitFor(() => expect(engine.outings[1]!.place).toBe('By the river'));
    await screen.findByText('By the river');
  });

  it('shows what changed on the other side', async () => {
    const { engine } = await open('dates', two);
    const asked = engine.outings[2]!;
    router.go(`dates/date/${asked.id}`);
    await screen.findByText(t('dates-stage-awaitingPartner', { name: 'Sam' }));
    asked.stage = 'planned';
    engine.tell({ kind: 'outingChanged', id: asked.id, origin: 'partner' });
    await screen.findByText(t('dates-stage-planned'));
  });

  it('is gone kindly', async () => {
    await open('dates/date/nothing', two);
    await screen.findByText(t('dates-gone'));
    await expectAccessible();
  });
});

it('a form that is open takes in what the other changes, shows both where it is one place, and says what it stands upon', async () => {
  const { engine, user } = await open('dates', two);
  const outing = engine.outings.find(({ stage }) => stage === 'planned')!;
  outing.note = 'And wine.';
  router.go(address('dates', 'date', outing.id, 'change'));
  const note = await screen.findByLabelText(t('dates-note'));
  await user.clear(note);
  await user.type(note, 'And beer.');
  engine.versions.brought = { place: 'Garden', both: [{ base: 'And wine.', mine: 'And beer.', theirs: 'And juice.' }] };
  Object.assign(outing, { version: '01' });
  engine.tell({ kind: 'outingChanged', id: outing.id, origin: 'partner' });
  await screen.findByText('And juice.');
  expect(screen.getByLabelText(t('dates-place'))).toHaveValue('Garden');
  expect(note).toHaveValue('And beer.');
  expect(note).toHaveFocus();
  await expectAccessible();
  await user.click(button('both-take'));
  expect(note).toHaveValue('And juice.');
  expect(screen.queryByText(t('both-mine'))).toBeNull();
  await user.click(button('dates-keep-changes'));
  await waitFor(() => expect(engine.callsOf('changeOuting')[0]).toEqual([outing.id, expect.objectContaining({ note: 'And juice.', place: 'Garden' }), '01']));
});

it('a date whose note both changed at once says so, with both wordings', async () => {
  const { engine } = await open('dates', two);
  const outing = engine.outings.find(({ stage }) => stage === 'planned')!;
  outing.both = [{ base: 'Wine', mine: 'Beer', theirs: '' }];
  router.go(address('dates', 'date', outing.id));
  await screen.findByText(t('dates-both-changed'));
  expect(screen.getByText('Beer')).toBeInTheDocument();
  expect(screen.getByText(t('both-gone'))).toBeInTheDocument();
  await expectAccessible();
});
