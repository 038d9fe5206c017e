import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import { announcer } from '../../kit';
import { t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';

// jsdom lays nothing out; the surface asks where the caret is before it scrolls there.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
document.elementFromPoint ??= () => null;

async function open(path: string) {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 3 }, path);
  render(App);
  const page = await screen.findByRole('textbox', { name: t('journal-page') }, { timeout: 20_000 });
  return { engine, page, user: userEvent.setup() };
}
const button = (name: string) => screen.findByRole('button', { name });

describe('a guided entry', () => {
  it('begins with a gentle line of its kind, and asks for no more than that', async () => {
    const { engine, page, user } = await open('journal/new');
    await expectAccessible();
    await user.click(await screen.findByRole('radio', { name: t('guide-kind-feelings') }));
    await screen.findByText(t('guide-kind-feelings.hint'));
    await expectAccessible();
    await user.click(await button(t('guide-line-need')));
    await waitFor(() => expect(page).toHaveTextContent(t('guide-line-need')));
    // One of the three is a whole page; the others lie beside it, and need not be touched.
    const also = await screen.findByRole('group', { name: t('guide-also') });
    await waitFor(() => expect(engine.callsOf('keepEntry').at(-1)).toMatchObject([{ body: expect.stringContaining(t('guide-line-need')) }]), { timeout: 4000 });
    expect(engine.entries[0]!.body).not.toContain(t('guide-line-fear'));
    await user.click(within(also).getByRole('button', { name: t('guide-line-fear') }));
    await waitFor(() => expect(page.querySelectorAll('p')).toHaveLength(2));
    expect(page.querySelectorAll('p')[1]).toHaveTextContent(t('guide-line-fear'));
  });

  it.each(['feelings', 'appreciation', 'memory', 'letter'] as const)('can be gone to by its name: %s', async (kind) => {
    const { engine } = await open(`journal/new/${kind}`);
    expect(await screen.findByRole('radio', { name: t(`guide-kind-${kind}`) })).toBeChecked();
    expect(screen.getByText(t(`guide-kind-${kind}.hint`))).toBeInTheDocument();
    expect(engine.callsOf('keepEntry')).toEqual([]);
  });
});

describe('words for feelings', () => {
  it('are chosen by keyboard alone: family, word, and back', async () => {
    const { engine, user } = await open('journal/new');
    (await button(t('feelings-open'))).focus();
    await user.keyboard('{Enter}');
    const desk = await screen.findByRole('region', { name: t('feelings-title') });
    await waitFor(() => expect(within(desk).getByRole('searchbox')).toHaveFocus());
    await user.keyboard('{Tab}{ArrowRight}');
    expect(screen.getByRole('button', { name: t('feeling-close') })).toHaveFocus();
    await user.keyboard('{Enter}');
    await expectAccessible();
    await user.keyboard('{Tab}{End}');
    const word = screen.getByRole('button', { name: t('feeling-understood') });
    expect(word).toHaveFocus();
    await user.keyboard(' ');
    expect(word).toHaveAttribute('aria-pressed', 'true');
    expect(announcer.text.trim()).toBe(t('feelings-chosen', { feeling: t('feeling-understood') }));
    // The family itself can be chosen, too.
    await user.keyboard('{Home}{Enter}{Escape}');
    expect(await button(t('feelings-more'))).toHaveFocus();
    await waitFor(() => expect(engine.callsOf('keepEntry').at(-1)).toMatchObject([{ title: '', body: '', feelings: ['understood', 'close'] }]), { timeout: 4000 });
    await user.click(await button(t('feelings-drop', { feeling: t('feeling-close') })));
    await waitFor(() => expect(engine.callsOf('keepEntry').at(-1)).toMatchObject([{ feelings: ['understood'] }]), { timeout: 4000 });
  });

  it('are found by their letters', async () => {
    const { user } = await open('journal/new');
    await user.click(await button(t('feelings-open')));
    const find = await screen.findByRole('searchbox', { name: t('feelings-find') });
    await user.type(find, 'lone');
    expect(await screen.findByRole('group', { name: t('feelings-found') })).toHaveTextContent(t('feeling-lonely'));
    await user.keyboard('{Enter}');
    await button(t('feelings-drop', { feeling: t('feeling-lonely') }));
    await user.type(find, 'zzz');
    await screen.findByText(t('feelings-none'));
  });

  it('stay with a page that is written on', async () => {
    const engine = await begin({ name: 'Jo', entries: 1 }, '');
    const entry = engine.entries[0]!;
    entry.feelings = ['grateful', 'a-word-of-an-import'];
    const { router } = await import('../../kit');
    router.go(`journal/write/${entry.id}`, { replace: true });
    render(App);
    await button(t('feelings-drop', { feeling: t('feeling-grateful') }));
    await button(t('feelings-drop', { feeling: 'a-word-of-an-import' }));
  });
});
