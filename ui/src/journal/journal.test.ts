import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { EntryView } from '../bridge';
import { home } from '../session/home.svelte';
import { announcer, router, toasts } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

// jsdom lays nothing out; the surface asks where the caret is before it scrolls there.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
document.elementFromPoint ??= () => null;

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const button = (key: string, args?: Record<string, string>) => screen.getByRole('button', { name: t(key, args) });
const findButton = (key: string, args?: Record<string, string>) => screen.findByRole('button', { name: t(key, args) });
async function page(): Promise<HTMLElement> {
  return screen.findByRole('textbox', { name: t('journal-page') }, { timeout: 4000 });
}
/** jsdom has no editing of its own; a paste goes the way of the surface itself. */
function paste(into: HTMLElement, text: string): void {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: (type: string) => (type === 'text/plain' ? text : ''), files: [], items: [], types: ['text/plain'] } });
  fireEvent(into, event);
}

describe('the list', () => {
  it('is a sentence and one action while it is empty', async () => {
    const { user } = await open('journal');
    await screen.findByText(t('journal-empty'));
    await expectAccessible();
    await user.click(button('journal-empty-action'));
    expect(router.path).toEqual(['journal', 'new']);
  });

  it.each(['light', 'dark'] as const)('shows who, who reads it, and the first words (%s)', async (theme) => {
    await open('journal', { partner: 'Sam', entries: 6, settings: { theme } });
    const rows = await screen.findAllByRole('article');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toHaveTextContent(t('journal-by', { name: 'Sam' }));
    expect(rows[0]).toHaveTextContent(t('audience-ours'));
    expect(rows[1]).toHaveTextContent(t('audience-mine'));
    expect(rows[3]).toHaveTextContent(t('journal-mark-draft'));
    await expectAccessible();
  });

  it('reads on page by page, each day once', async () => {
    const { engine, user } = await open('journal', { entries: 50 });
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(20));
    await user.click(button('journal-older'));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(40));
    await user.click(button('journal-older'));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(50));
    expect(screen.queryByRole('button', { name: t('journal-older') })).toBeNull();
    expect(engine.callsOf('listEntries').map(([cursor]) => cursor)).toEqual([null, '20', '40']);
    const days = [...document.querySelectorAll('.number')].map((number) => number.previousElementSibling?.textContent);
    expect(new Set(days).size).toBe(days.length);
  });

  it('takes in what arrives and lets go of what is removed', async () => {
    const { engine } = await open('journal', { partner: 'Sam', entries: 3 });
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(3));
    const arrived: EntryView = { ...engine.entries[0]!, id: 'f'.repeat(32), title: 'From the train', writtenAt: new Date().toISOString() };
    engine.entries.unshift(arrived);
    engine.tell({ kind: 'entryArrived', id: arrived.id });
    await screen.findByText('From the train');
    expect(screen.getAllByRole('article')[0]).toHaveTextContent('From the train');
    engine.tell({ kind: 'entryRemoved', id: arrived.id, origin: 'partner' });
    await waitFor(() => expect(screen.queryByText('From the train')).toBeNull());
  });

  it('finds as one types, marks what was found, and Escape goes back', async () => {
    const { user } = await open('journal', { entries: 10 });
    await screen.findAllByRole('article');
    await user.keyboard('{Control>}f{/Control}');
    const field = await screen.findByRole('searchbox', { name: t('journal-find') });
    await waitFor(() => expect(field).toHaveFocus());
    await user.type(field, 'kettle tea');
    await screen.findByText(t('journal-found-none', { query: 'kettle tea' }));
    await user.clear(field);
    await user.type(field, 'listened');
    const results = await screen.findByRole('region', { name: t('journal-results') });
    await waitFor(() => expect(within(results).getAllByRole('article')).toHaveLength(2));
    expect(results.querySelector('mark')).toHaveTextContent(/listened/i);
    expect(announcer.text.trim()).toBe(t('journal-found', { count: 2 }));
    await expectAccessible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(10));
  });

  it('says what went wrong, and tries again', async () => {
    const engine = await begin({ entries: 2 }, 'journal');
    engine.refuseNext('listEntries', { code: 'internal' });
    render(App);
    await userEvent.click(await findButton('kit-try-again'));
    expect(await screen.findAllByRole('article')).toHaveLength(2);
  });
});

describe('reading', () => {
  it('asks with the whole address before a link is followed', async () => {
    const { engine, user } = await open('journal', { entries: 3 });
    await user.click(await screen.findByRole('link', { name: 'Sunday' }));
    await user.click(await screen.findByRole('link', { name: 'here' }));
    const dialog = await screen.findByRole('dialog', { name: t('journal-link-title') });
    expect(dialog).toHaveTextContent('https://example.org/a/long/address?with=parts');
    expect(engine.callsOf('openLink')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: t('journal-link-open') }));
    expect(engine.callsOf('openLink')).toEqual([['https://example.org/a/long/address?with=parts']]);
  });

  it('removes with a way back', async () => {
    const { engine, user } = await open('journal', { entries: 2 });
    await user.click(await screen.findByRole('link', { name: 'The lake' }));
    await user.click(await findButton('journal-more'));
    await user.click(screen.getByRole('menuitem', { name: t('journal-remove') }));
    await screen.findByRole('searchbox');
    expect(screen.queryByRole('link', { name: 'The lake' })).toBeNull();
    expect(toasts.list.at(-1)?.text).toBe(t('journal-removed'));
    await user.click(button('kit-undo'));
    await waitFor(() => expect(engine.entries).toHaveLength(2));
  });

  it('alone, it can be marked for later, and nothing is shared', async () => {
    const { engine, user } = await open('journal', { entries: 1 });
    await user.click(await screen.findByRole('link', { name: 'The lake' }));
    await screen.findByRole('button', { name: t('journal-write-on') });
    expect(screen.queryByRole('button', { name: t('journal-share') })).toBeNull();
    await user.click(await findButton('journal-more'));
    await user.click(screen.getByRole('menuitem', { name: new RegExp(`^${t('journal-for-later')}`) }));
    await screen.findByText(t('audience-for-later'));
    expect(engine.callsOf('markForLater')).toEqual([[engine.entries[0]!.id, true]]);
    expect(engine.callsOf('shareEntry')).toEqual([]);
    await expectAccessible();
  });

  it('what the other one wrote is read, not changed, unless they allow it', async () => {
    const { user } = await open('journal', { partner: 'Sam', entries: 1 });
    await user.click(await screen.findByRole('link', { name: 'The lake' }));
    await screen.findByText('Sam');
    expect(screen.queryByRole('button', { name: t('journal-write-on') })).toBeNull();
    await user.click(button('journal-more'));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent.trim())).toEqual([
      t('versions-title'),
      t('journal-print'),
    ]);
  });

  it('is printed by itself, without its buttons and the answers to it', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 1 });
    await user.click(await screen.findByRole('link', { name: 'The lake' }));
    await user.click(await findButton('journal-more'));
    await user.click(screen.getByRole('menuitem', { name: t('journal-print') }));
    await waitFor(() => expect(engine.callsOf('printPage')).toHaveLength(1));
    const [paper, ...others] = document.querySelectorAll('.on-paper');
    expect(others).toEqual([]);
    expect(paper).toHaveTextContent('The lake');
    expect(paper?.querySelector('.text')).not.toBeNull();
    expect(paper?.querySelector('.answers')).toBeNull();
  });

  it('a draft of something shared is shared or dropped, and dropping can be undone', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 4 });
    const id = engine.entries[3]!.id;
    router.go(`journal/entry/${id}`);
    await screen.findByText(t('journal-draft-waits', { name: 'Sam' }));
    await expectAccessible();
    await user.click(button('journal-draft-drop'));
    await waitFor(() => expect(engine.entries.find((entry) => entry.id === id)?.draft).toBeNull());
    await user.click(await findButton('kit-undo'));
    await waitFor(() => expect(engine.entries.find((entry) => entry.id === id)?.draft?.body).toContain('And one thing more.'));
    await user.click(await findButton('journal-share-changes'));
    await waitFor(() => expect(engine.entries.find((entry) => entry.id === id)).toMatchObject({ draft: null, changedAfterSharing: true }));
    await screen.findByText(t('journal-mark-changed'));
  });
});

describe('sharing', () => {
  async function atPreview() {
    const story = await open('journal', { partner: 'Sam', entries: 2 });
    await story.user.click(await screen.findByRole('link', { name: 'Rain on the roof' }));
    await story.user.click(await findButton('journal-share'));
    const dialog = await screen.findByRole('dialog', { name: t('journal-share-title', { name: 'Sam' }) });
    return { ...story, dialog };
  }

  it('shows exactly what goes, and that it can’t be taken back', async () => {
    const { engine, dialog, user } = await atPreview();
    await within(dialog).findByText(/Rain since the morning/);
    expect(dialog).toHaveTextContent('Rain on the roof');
    expect(dialog).toHaveTextContent(t('journal-share-final', { name: 'Sam' }));
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: t('journal-share-not-yet') }));
    expect(engine.callsOf('shareEntry')).toEqual([]);
    expect(engine.entries[1]!.audience).toBe('mine');
  });

  it('waits ten seconds in which it can be kept', async () => {
    const { engine, dialog, user } = await atPreview();
    await user.click(within(dialog).getByRole('button', { name: t('journal-share-verb', { name: 'Sam' }) }));
    const bar = await screen.findByRole('region', { name: t('journal-release-label') });
    expect(bar).toHaveTextContent(/Nothing has left yet/);
    expect(engine.callsOf('shareEntry')[0]![1]).toMatch(/^consent-/);
    await expectAccessible();
    await user.click(button('journal-release-keep'));
    await waitFor(() => expect(screen.queryByRole('region', { name: t('journal-release-label') })).toBeNull());
    expect(engine.entries[1]).toMatchObject({ audience: 'mine', release: null });
  });

  it('can go at once', async () => {
    const { engine, dialog, user } = await atPreview();
    await user.click(within(dialog).getByRole('button', { name: t('journal-share-verb', { name: 'Sam' }) }));
    await user.click(await findButton('journal-release-now'));
    await screen.findByText(t('audience-ours'));
    expect(engine.entries[1]!.audience).toBe('ours');
  });
});

describe('writing', () => {
  it('offers three of twelve beginnings, and one press writes it', async () => {
    const { engine, user } = await open('journal/new');
    const field = await page();
    await waitFor(() => expect(field).toHaveFocus());
    const lines = screen.getByRole('region', { name: t('journal-first-lines') });
    const offered = within(lines).getAllByRole('listitem');
    expect(offered).toHaveLength(3);
    await expectAccessible();
    const line = offered[0]!.textContent!.trim();
    await user.click(within(offered[0]!).getByRole('button'));
    expect(field).toHaveTextContent(line);
    expect(screen.queryByRole('region', { name: t('journal-first-lines') })).toBeNull();
    await waitFor(() => expect(engine.entries).toHaveLength(1), { timeout: 3000 });
    expect(engine.entries[0]).toMatchObject({ audience: 'mine', title: '' });
    // Once to see, once to hear.
    expect(await screen.findAllByText(t('journal-saving-saved'))).toHaveLength(2);
  });

  it('is kept when one walks away in the middle of a word', async () => {
    const { engine, user } = await open('journal/new', { entries: 1 });
    paste(await page(), 'half a thou');
    await user.click(screen.getByRole('link', { name: t('place-dates') }));
    await screen.findByRole('heading', { level: 1, name: t('place-dates') });
    expect(engine.entries.map(({ body }) => body)).toContain('half a thou');
  });

  it('is kept before the screen is locked', async () => {
    const { engine } = await open('journal/new');
    paste(await page(), 'before the lock');
    await home.lock();
    expect(engine.entries[0]?.body).toBe('before the lock');
    expect(engine.calls.findIndex(([name]) => name === 'keepEntry')).toBeLessThan(engine.calls.findIndex(([name]) => name === 'lockScreen'));
  });

  it('is kept when the back key takes the page away', async () => {
    const { engine } = await open('journal/new');
    paste(await page(), 'the newest words');
    history.replaceState(null, '', '#/dates');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await waitFor(() => expect(engine.entries[0]?.body).toBe('the newest words'));
  });

  it('stays when the disk refuses, and says so', async () => {
    const { engine, user } = await open('journal/new');
    paste(await page(), 'words');
    engine.refuseNext('keepEntry', { code: 'cannotSave', reason: 'diskFull' });
    await user.click(screen.getByRole('link', { name: t('place-dates') }));
    const dialog = await screen.findByRole('dialog', { name: t('journal-unsaved-title') });
    expect(router.path).toEqual(['journal', 'new']);
    await user.click(within(dialog).getByRole('button', { name: t('kit-cancel') }));
    expect(await page()).toHaveTextContent('words');
    await user.click(button('kit-try-again'));
    await waitFor(() => expect(engine.entries[0]?.body).toBe('words'));
  });

  it('shows the bar of tools as one stop, moved through with arrows', async () => {
    const { user } = await open('journal/new');
    await page();
    const bar = screen.getByRole('toolbar', { name: t('journal-tools') });
    const tools = within(bar).getAllByRole('button');
    expect(tools.filter((tool) => tool.tabIndex === 0)).toHaveLength(1);
    tools[0]!.focus();
    await user.keyboard('{ArrowRight}');
    expect(tools[1]).toHaveFocus();
    await user.keyboard('{End}');
    expect(tools.at(-1)).toHaveFocus();
  });

  it('changes of something shared stay a draft until they are shared', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 4 });
    const entry = engine.entries[3]!;
    entry.draft = null;
    entry.hasDraft = false;
    router.go(`journal/write/${entry.id}`);
    const field = await page();
    await screen.findByText(t('journal-draft-hint', { name: 'Sam' }));
    await expectAccessible();
    expect(button('journal-share-changes')).toBeDisabled();
    paste(field, 'And later.');
    await waitFor(() => expect(button('journal-share-changes')).toBeEnabled());
    await user.click(button('journal-share-changes'));
    await waitFor(() => expect(entry.body).toContain('And later.'));
    expect(engine.callsOf('shareChanges')).toEqual([[entry.id]]);
  });

  it('begins another page on Ctrl+N while one is open', async () => {
    const { engine, user } = await open('journal/new');
    paste(await page(), 'the first');
    await user.keyboard('{Control>}n{/Control}');
    await waitFor(() => expect(engine.entries).toHaveLength(1));
    await waitFor(async () => expect(await page()).not.toHaveTextContent('the first'));
    paste(await page(), 'the second');
    await user.click(button('journal-done'));
    await waitFor(() => expect(engine.entries.map(({ body }) => body).sort()).toEqual(['the first', 'the second']));
  });
});
