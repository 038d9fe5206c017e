import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { home } from '../session/home.svelte';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { beginToday } from './today.svelte';

async function open(options: Parameters<typeof begin>[0] = {}, path = 'today') {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const button = (key: string, args?: Record<string, string>) => screen.getByRole('button', { name: t(key, args) });
const full = { partner: 'Sam', entries: 6, outings: true, plans: true, importantDates: true };

describe.each(['light', 'dark'] as const)('Today (%s)', (theme) => {
  it('is never empty', async () => {
    await open({ settings: { theme } });
    expect(await screen.findByLabelText(t('today-line'))).toBeInTheDocument();
    await expectAccessible();
  });
  it('with everything there is', async () => {
    await open({ ...full, settings: { theme } });
    await screen.findByRole('region', { name: 'Sam' });
    await expectAccessible();
  });
});

it('greets by the hour, and after a long time is glad', async () => {
  await open({ now: new Date(2026, 4, 6, 8) });
  expect(await screen.findByRole('heading', { level: 1, name: t('today-morning', { name: 'Jo' }) })).toBeInTheDocument();
});
it('after a long time it is glad', async () => {
  await open({ longAway: true });
  expect(await screen.findByRole('heading', { level: 1, name: 'Good to see you.' })).toBeInTheDocument();
});

it('opens on the last line of the other one, with room to answer beneath', async () => {
  const { engine, user } = await open(full);
  const said = await screen.findByRole('region', { name: 'Sam' });
  expect(said).toHaveTextContent(engine.entries[0]!.opening);
  const field = screen.getByLabelText(t('today-answer'));
  expect(said.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await user.type(field, '1. Not a list, *Sam*');
  await user.click(button('today-keep'));
  await screen.findByText(t('today-kept'), { selector: 'p' });
  const kept = engine.callsOf('keepEntry')[0]![0];
  expect(kept).toMatchObject({ id: null, body: '1\\. Not a list, \\*Sam\\*' });
  expect(engine.callsOf('shareEntry')).toEqual([]);
  await expectAccessible();
  // Sharing is a step of its own, with its preview.
  await user.click(button('today-share', { name: 'Sam' }));
  expect(await screen.findByRole('dialog', { name: t('journal-share-title', { name: 'Sam' }) })).toBeInTheDocument();
  expect(engine.callsOf('shareEntry')).toEqual([]);
});

it('keeps the line when one walks away, and before the lock', async () => {
  const { engine, user } = await open();
  await user.type(await screen.findByLabelText(t('today-line')), 'half a line');
  await user.click(screen.getByRole('link', { name: t('place-us') }));
  await screen.findByRole('heading', { level: 1, name: t('place-us') });
  expect(engine.entries[0]?.body).toBe('half a line');
  router.go('today');
  await user.type(await screen.findByLabelText(t('today-line')), 'another');
  await home.lock();
  expect(engine.entries.map(({ body }) => body)).toContain('another');
});

describe('asked for while the window starts', () => {
  it('is whole at once, with its words, and asked for only once', async () => {
    const engine = await begin({ name: 'Jo', ...full }, 'today');
    await beginToday(Promise.resolve());
    render(App);
    await screen.findByRole('region', { name: 'Sam' });
    expect(document.body).not.toHaveTextContent(/gesture-[a-z]|talk-[a-z]/);
    expect(engine.callsOf('getToday')).toHaveLength(1);
  });
  it('is read again when something changed meanwhile', async () => {
    const engine = await begin({ name: 'Jo', ...full }, 'today');
    await beginToday(Promise.resolve());
    engine.tell({ kind: 'calmChanged' });
    render(App);
    await screen.findByRole('region', { name: 'Sam' });
    await waitFor(() => expect(engine.callsOf('getToday')).toHaveLength(2));
  });
  it('leaves a locked home at its door', async () => {
    const engine = await begin({ name: 'Jo', home: 'locked' }, 'today');
    engine.refuseNext('getToday', { code: 'locked' });
    await beginToday(Promise.resolve());
    render(App);
    expect(await screen.findByLabelText(t('unlock-passphrase'))).toBeInTheDocument();
  });
});

it('stays with the line when the disk refuses', async () => {
  const { engine, user } = await open();
  const field = await screen.findByLabelText(t('today-line'));
  await user.type(field, 'a line');
  engine.refuseNext('keepEntry', { code: 'cannotSave', reason: 'diskFull' });
  await user.click(button('today-keep'));
  expect(await screen.findByRole('alert')).toBeInTheDocument();
  expect(field).toHaveValue('a line');
});

it('begins with a given line on request', async () => {
  const { user } = await open();
  const field = await screen.findByLabelText(t('today-line'));
  await user.click(document.querySelector<HTMLElement>('.beginning')!);
  expect(field).not.toHaveValue('');
});

it('one gesture, answered in its place', async () => {
  const { engine, user } = await open(full);
  const card = await screen.findByRole('region', { name: t('gesture-card-label') });
  await user.click(within(card).getByRole('button', { name: t('gesture-card-did') }));
  await waitFor(() => expect(card).toHaveTextContent(t('gesture-card-done')));
  expect(engine.callsOf('didNudge')).toHaveLength(1);
  // The page reads again; the answer stays until one leaves.
  await waitFor(() => expect(engine.callsOf('getToday').length).toBeGreaterThan(1));
  expect(card).toHaveTextContent(t('gesture-card-done'));
});

it('a proposal is answered right there', async () => {
  const { engine, user } = await open(full);
  const asks = await screen.findByRole('region', { name: t('today-asks', { name: 'Sam' }) });
  await user.click(within(asks).getByRole('button', { name: t('date-accept') }));
  await waitFor(() => expect(engine.outings[0]!.stage).toBe('planned'));
  await waitFor(() => expect(screen.queryByRole('region', { name: t('today-asks', { name: 'Sam' }) })).toBeNull());
});

it('has one card a day, and not now is an answer', async () => {
  const { engine, user } = await open();
  await screen.findByRole('region', { name: t('today-card-gesture') });
  await user.click(button('today-card-not-now'));
  await waitFor(() => expect(engine.callsOf('dismissCard')).toEqual([['gesture']]));
});

it('says that the newest of what was saved is gone, until it was read', async () => {
  const { engine, user } = await open();
  await screen.findByRole('region', { name: t('today-card-gesture') });
  engine.lost = true;
  engine.tell({ kind: 'pauseChanged' });
  const card = await screen.findByRole('region', { name: t('today-card-lost') });
  expect(card).toHaveTextContent(t('today-card-lost.text'));
  await user.click(within(card).getByRole('button', { name: t('today-card-lost-read') }));
  await waitFor(() => expect(engine.callsOf('dismissCard')).toEqual([['lost']]));
  await screen.findByRole('region', { name: t('today-card-gesture') });
});

it('reads again when something arrives, and shows nothing of someone who is gone', async () => {
  const { engine } = await open({ partner: 'Sam' });
  await screen.findByLabelText(t('today-line'));
  engine.entries.push({ ...(await begunEntry()), title: 'From the train' });
  engine.tell({ kind: 'entryArrived', id: 'e'.repeat(32) });
  await screen.findByText('From the train');
});

it('reads again when nudges came due while the computer was away', async () => {
  const { engine } = await open({ partner: 'Sam' });
  await screen.findByLabelText(t('today-line'));
  const before = engine.callsOf('getToday').length;
  engine.tell({ kind: 'whileAway' });
  await waitFor(() => expect(engine.callsOf('getToday').length).toBeGreaterThan(before));
});

async function begunEntry() {
  return {
    id: 'e'.repeat(32),
    title: '',
    opening: 'Two hours late.',
    body: 'Two hours late.',
    writtenAt: new Date().toISOString(),
    zone: 'Europe/Berlin',
    audience: 'ours' as const,
    author: 'partner' as const,
    feelings: [],
    tags: [],
    hasDraft: false,
    forLater: false,
    changedAfterSharing: false,
  removed: false,
    release: null,
    draft: null,
    mayWrite: false, version: null, photo: null, photos: [],
  };
}

describe('on this day', () => {
  it('a page can be kept from coming back, and that can be undone', async () => {
    const { engine, user } = await open({ entries: 170 });
    const section = await screen.findByRole('region', { name: t('today-on-this-day') });
    const before = within(section).getAllByRole('link');
    expect(before).toHaveLength(2);
    await user.click(within(section).getAllByRole('button')[0]!);
    await waitFor(() => expect(within(section).getAllByRole('link')).toHaveLength(1));
    expect(engine.callsOf('keepOffToday')).toEqual([[engine.entries[159]!.id, true]]);
    await user.click(await screen.findByRole('button', { name: t('kit-undo') }));
    await waitFor(() => expect(within(section).getAllByRole('link')).toHaveLength(2));
  });
});

describe('the morning after a date', () => {
  async function morning() {
    const engine = await begin({ name: 'Jo', ...full }, 'today');
    engine.morningAfter = { ...engine.outings[0]!, title: 'Soup at Anna’s', stage: 'remembered' };
    render(App);
    await screen.findByRole('heading', { name: t('today-morning-after') });
    return { engine, user: userEvent.setup() };
  }

  it('asks once, and leads to a page with its name', async () => {
    const { engine, user } = await morning();
    await expectAccessible();
    engine.answer('getOuting', engine.morningAfter);
    const { id } = engine.morningAfter!;
    await user.click(button('today-morning-after-write'));
    await waitFor(() => expect(router.path).toEqual(['journal', 'new', 'date', id]));
    expect(engine.callsOf('answerMorning')).toEqual([[id]]);
    await waitFor(() => expect(screen.getByDisplayValue('Soup at Anna’s')).toBeInTheDocument());
  });

  it('can be left at that', async () => {
    const { engine, user } = await morning();
    await user.click(button('today-morning-after-leave'));
    await waitFor(() => expect(screen.queryByRole('heading', { name: t('today-morning-after') })).toBeNull());
    expect(engine.morningAfter).toBeNull();
  });
});
