import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { GREY } from '../bridge/fake-photos';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

// jsdom lays nothing out; the surface asks where the caret is before it scrolls there.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
document.elementFromPoint ??= () => null;

const bytes = Uint8Array.from(atob(GREY), (letter) => letter.charCodeAt(0));
const jpeg = (name: string): File => new File([bytes], name, { type: 'image/jpeg' });
const gif = (name: string): File => new File(['GIF89a, moving'], name, { type: 'image/gif' });
const A = '1'.padStart(32, '0');
const B = '2'.padStart(32, '0');

beforeEach(() => {
  let made = 0;
  URL.createObjectURL = vi.fn(() => `blob:lamplight/${++made}`);
  URL.revokeObjectURL = vi.fn();
});

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  // A file that the picker would not offer can be dropped all the same.
  return { engine, user: userEvent.setup({ applyAccept: false }) };
}
const page = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: t('journal-page') }, { timeout: 4000 });

async function choose(user: ReturnType<typeof userEvent.setup>, files: File[]): Promise<void> {
  await user.click(await screen.findByRole('button', { name: t('journal-tool-photo') }));
  const dialog = await screen.findByRole('dialog');
  const picker = dialog.querySelector<HTMLInputElement>('input[type=file]')!;
  await user.upload(picker, files);
}

function bring(kind: 'paste' | 'drop', into: HTMLElement, files: File[], text = ''): void {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const data = { getData: (type: string) => (type === 'text/plain' ? text : ''), files, items: [], types: ['Files'] };
  Object.assign(event, { clipboardData: data, dataTransfer: data, clientX: 0, clientY: 0 });
  fireEvent(into, event);
}

describe('adding photos', () => {
  it('is for whoever wrote the page, and says so when one is dropped on a page of theirs', async () => {
    const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 1 }, 'journal');
    const [entry] = engine.entries;
    Object.assign(entry!, { audience: 'ours', author: 'partner', body: 'The lake.' });
    router.go(`journal/write/${entry!.id}`);
    render(App);
    const written = await page();
    expect(screen.getByRole('button', { name: t('journal-tool-link') })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: t('journal-tool-photo') })).toBeNull();
    bring('drop', written, [jpeg('lake.jpg')]);
    expect(await screen.findByText(t('photo-theirs'))).toBeInTheDocument();
    expect(engine.callsOf('addPhoto')).toEqual([]);
  });


  it('keeps the good ones in a row and names each of the others', async () => {
    const { engine, user } = await open('journal/new');
    await page();
    await choose(user, [jpeg('lake.jpg'), gif('cat.gif'), jpeg('boat.jpg')]);
    await waitFor(() => expect(engine.entries[0]?.body).toBe(`![](photo:${A}) ![](photo:${B})`), { timeout: 4000 });
    expect(screen.getByText('cat.gif').closest('li')).toHaveTextContent(t('photo-refused-gif'));
    expect(screen.queryByText('lake.jpg')).toBeNull();
    expect(document.querySelectorAll('.ProseMirror .photo img')).toHaveLength(2);

    // What is seen, and a caption, by keyboard.
    const [seen] = screen.getAllByRole('textbox', { name: t('photo-alt') });
    await user.type(seen!, 'the lake');
    await user.tab();
    expect(document.activeElement).toBe(screen.getAllByRole('textbox', { name: t('photo-caption') })[0]);
    await user.keyboard('at "six"');
    await waitFor(() => expect(engine.entries[0]?.body).toContain(`![the lake](photo:${A} "at \\"six\\"")`), { timeout: 4000 });
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(await page());
    await expectAccessible();

    // Taken out of the text, and back.
    await user.click(screen.getByRole('button', { name: `${t('photo-remove')}: ${t('photo')}` }));
    await waitFor(() => expect(engine.entries[0]?.body).not.toContain(B), { timeout: 4000 });
    await user.click(screen.getByRole('button', { name: t('journal-tool-undo') }));
    await waitFor(() => expect(engine.entries[0]?.body).toContain(B), { timeout: 4000 });
  });

  it('every pixel is a choice', async () => {
    const { engine, user } = await open('journal/new');
    await page();
    await user.click(screen.getByRole('button', { name: t('journal-tool-photo') }));
    await user.click(screen.getByRole('switch', { name: t('photo-whole') }));
    const picker = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await user.upload(picker, [jpeg('lake.jpg')]);
    await waitFor(() => expect(engine.calls.find(([name]) => name === 'addPhoto')?.[3]).toBe(true));
  });

  it.each(['paste', 'drop'] as const)('also by %s, but not for words', async (kind) => {
    const { engine } = await open('journal/new');
    const into = await page();
    bring(kind, into, [jpeg('screen.jpg')]);
    await waitFor(() => expect(engine.entries[0]?.body).toContain(`![](photo:${A})`), { timeout: 4000 });
    bring(kind, into, [jpeg('table.jpg')], 'a cell');
    await new Promise((done) => setTimeout(done, 50));
    expect(engine.calls.filter(([name]) => name === 'addPhoto')).toHaveLength(1);
  });

  it('an empty page on which nothing came of it does not stay behind', async () => {
    const { engine, user } = await open('journal/new');
    await page();
    await choose(user, [gif('cat.gif')]);
    await screen.findByText('cat.gif');
    await waitFor(() => expect(engine.entries).toHaveLength(0));
    expect(router.path).toEqual(['journal', 'new']);
  });
});

describe('reading photos', () => {
  const C = 'c'.repeat(32);
  async function read(ours: boolean) {
    const { engine, user } = await open('journal', { entries: 1, partner: 'Sam' });
    const entry = engine.entries[0]!;
    engine.photos.add(entry, GREY);
    Object.assign(entry, { audience: ours ? 'ours' : 'mine', author: 'me', body: `![the lake](photo:${A} "at six") ![the boat](photo:${C}) ![x](https://example.org/x.png)` });
    router.go(`journal/entry/${entry.id}`);
    const larger = await screen.findByRole('button', { name: t('photo-open', { name: 'the lake' }) });
    return { engine, user, larger, entry };
  }

  it('shows small ones from addresses of its own, and one large', async () => {
    const { engine, user, larger } = await read(true);
    const picture = within(larger).getByRole('img', { name: 'the lake' });
    await waitFor(() => expect(picture).toHaveAttribute('src', expect.stringMatching(/^blob:/)));
    expect(screen.getByText('at six')).toBeVisible();
    expect(screen.getByText(`${t('photo-coming')}: the boat`)).toBeVisible();
    // Nothing else is ever loaded: no address but our own, and no picture of elsewhere.
    for (const image of document.images) expect(image.getAttribute('src') ?? 'blob:').toMatch(/^blob:/);
    await expectAccessible();
    await user.click(larger);
    const dialog = await screen.findByRole('dialog', { name: 'at six' });
    expect(await within(dialog).findByRole('img', { name: 'the lake' })).toBeInTheDocument();
    expect(engine.calls.some((call) => call[0] === 'readPhoto' && call[3] === false)).toBe(true);
    await expectAccessible();
  });

  it('what came meanwhile is shown, and what is mine and gone is no longer on its way', async () => {
    const { engine, entry } = await read(true);
    entry.photos = [...entry.photos, { id: C, width: 300, height: 200, refused: false }];
    engine.tell({ kind: 'entryKept', id: entry.id, origin: 'partner' });
    await screen.findByRole('button', { name: t('photo-open', { name: 'the boat' }) });
  });

  it('of a page of mine it says that it is not here', async () => {
    await read(false);
    expect(screen.getByText(`${t('photo-missing')}: the boat`)).toBeVisible();
  });

  it('a list has a small one beside the words', async () => {
    const { engine } = await open('journal', { entries: 2 });
    engine.photos.add(engine.entries[0]!, GREY);
    router.go('us');
    await screen.findByRole('heading', { level: 1, name: t('place-us') });
    router.go('journal');
    await waitFor(() => expect(document.querySelector('article .thumb img')).toHaveAttribute('src', expect.stringMatching(/^blob:/)));
  });
});
