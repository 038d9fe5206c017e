import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { address, router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { fromText, NONE, toText } from './filters';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const button = (key: string, args?: Record<string, string>) => screen.getByRole('button', { name: t(key, args) });
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
const asked = (filters: Partial<typeof NONE>): string => address('journal', 'find', toText({ ...NONE, ...filters }));

describe('what an address says', () => {
  it('comes back as it was, and asks for nothing where it is wrong', () => {
    const all = { audience: 'ours', author: 'partner', feeling: 'in-love', tag: 'a/b & c=ü', from: '2019-03-01', to: '2019-03-31', photo: true } as const;
    expect(fromText(toText(all))).toEqual(all);
    expect(fromText('audience=sealed&author=x&from=soon&to=2019-02-33&tag=&photo=yes')).toEqual(NONE);
    expect(fromText('')).toEqual(NONE);
  });
});

describe('narrowing', () => {
  it.each(['light', 'dark'] as const)('unfolds, takes choices together, and lets go of them (%s)', async (theme) => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 40, settings: { theme } });
    await user.click(await findButton('filter-open'));
    const desk = await screen.findByRole('region', { name: t('filter-open') });
    await user.click(within(desk).getByRole('radio', { name: t('audience-ours') }));
    await user.click(within(desk).getByRole('radio', { name: 'Sam' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(engine.entries.filter(({ author }) => author === 'partner').length));
    await user.selectOptions(within(desk).getByRole('combobox', { name: t('filter-tag') }), 'lake');
    const wanted = engine.entries.filter(({ author, tags }) => author === 'partner' && tags.includes('lake'));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(wanted.length));
    await waitFor(() => expect(location.hash).toBe(`#/${asked({ audience: 'ours', author: 'partner', tag: 'lake' })}`));
    await expectAccessible();
    await user.click(button('filter-drop', { what: '#lake' }));
    await waitFor(() => expect(location.hash).toBe(`#/${asked({ audience: 'ours', author: 'partner' })}`));
    expect(button('filter-open')).toHaveFocus();
    await user.click(button('filter-clear'));
    await waitFor(() => expect(location.hash).toBe('#/journal'));
    await waitFor(() => expect(screen.queryByRole('heading', { name: t('journal-results') })).toBeNull());
    expect(button('filter-open')).toHaveFocus();
  });

  it('goes by keyboard alone, and Escape folds it', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 20 });
    (await findButton('filter-open')).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('region', { name: t('filter-open') });
    await user.tab();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(engine.callsOf('searchEntries').at(-1)?.[1]).toEqual({ ...NONE, audience: 'mine' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: t('filter-open') })).toBeNull();
    expect(button('filter-open')).toHaveFocus();
    expect(button('filter-drop', { what: t('audience-mine') })).toBeVisible();
  });

  it('is found again when one comes back from a page', async () => {
    const { user } = await open(`${asked({ feeling: 'calm' })}/outside`, { entries: 40 });
    const mark = (await screen.findAllByText('outside'))[0]!;
    expect(mark.tagName).toBe('MARK');
    const row = mark.closest('article')!;
    await user.click(within(row).getByRole('link'));
    await waitFor(() => expect(router.path[1]).toBe('entry'));
    history.back();
    await screen.findByRole('searchbox');
    expect(screen.getByRole('searchbox')).toHaveValue('outside');
    expect(button('filter-drop', { what: t('feeling-calm') })).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole('article').length).toBeGreaterThan(0));
  });

  it('asks about somebody else only where there is one', async () => {
    const { user } = await open('journal', { entries: 3 });
    await user.click(await findButton('filter-open'));
    const desk = await screen.findByRole('region', { name: t('filter-open') });
    expect(within(desk).queryByRole('radio')).toBeNull();
    expect(within(desk).getByRole('combobox', { name: t('filter-feeling') })).toBeVisible();
  });

  it('says what to try when nothing is like that', async () => {
    await open(asked({ tag: 'nowhere' }), { entries: 3 });
    await screen.findByText(t('filter-found-none'));
    await expectAccessible();
  });

  it('takes a day once it is a whole one', async () => {
    const { engine, user } = await open('journal', { entries: 3 });
    await user.click(await findButton('filter-open'));
    const from = await screen.findByLabelText(t('filter-from'));
    // A plain line, as where the system has no field for days.
    from.setAttribute('type', 'text');
    await user.type(from, '2019-03-0');
    await new Promise((done) => setTimeout(done, 200));
    expect(engine.callsOf('searchEntries')).toHaveLength(0);
    await user.type(from, '4');
    await waitFor(() => expect(engine.callsOf('searchEntries').at(-1)?.[1]).toEqual({ ...NONE, from: '2019-03-04' }));
  });
});

describe('months', () => {
  it('lead to a month, its days to their pages, and the page back', async () => {
    const { engine, user } = await open('journal/months', { entries: 200 });
    const months = await screen.findAllByRole('link', { name: /.+/, current: false });
    expect(months.length).toBeGreaterThan(3);
    await expectAccessible();
    const latest = engine.entries[60]!.writtenAt.slice(0, 7);
    router.go(address('journal', 'months', latest));
    await screen.findByRole('table');
    const inMonth = engine.entries.filter(({ writtenAt }) => writtenAt.startsWith(latest));
    await waitFor(() => expect(screen.getAllByRole('article').length).toBeGreaterThanOrEqual(inMonth.length - 2));
    await expectAccessible();
    const day = within(screen.getByRole('table')).getAllByRole('button')[3]!;
    await user.click(day);
    expect(document.activeElement?.closest('[data-day]')?.getAttribute('data-day')?.slice(8)).toBe(day.textContent!.trim().padStart(2, '0'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(router.path[1]).toBe('entry'));
    const id = router.path[2];
    history.back();
    await waitFor(() => expect(document.activeElement?.id).toBe(`entry-${id}`));
  });

  it('say so when there is nothing, and a month that is none is left', async () => {
    await open('journal/months', {});
    await screen.findByText(t('months-empty'));
    router.go('journal/months/2019-13');
    await waitFor(() => expect(router.path).toEqual(['journal', 'months']));
    router.go('journal/months/2019-02');
    await screen.findByText(t('months-none'));
  });
});
