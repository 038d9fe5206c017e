import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  return { engine, user: userEvent.setup() };
}
const field = () => screen.findByRole('textbox', { name: t('capture-line') });

describe('the line', () => {
  it.each(['light', 'dark'] as const)('has the focus, and Enter keeps it as Mine (%s)', async (theme) => {
    const { engine, user } = await open('today', { partner: 'Sam', settings: { theme } });
    await screen.findByRole('heading', { level: 1 });
    engine.tell({ kind: 'goTo', place: 'capture' });
    const line = await field();
    await waitFor(() => expect(line).toHaveFocus());
    await expectAccessible();
    await user.keyboard('The *first* snow{Shift>}{Enter}{/Shift}and tea{Enter}');
    await screen.findByText(t('today-kept'), { selector: 'form span' });
    expect(engine.entries).toHaveLength(1);
    expect(engine.entries[0]).toMatchObject({ body: 'The \\*first\\* snow\\\nand tea', audience: 'mine' });
    expect(line).toHaveValue('');
    expect(line).toHaveFocus();
    await user.keyboard('Another{Enter}');
    await waitFor(() => expect(engine.entries).toHaveLength(2));
  });

  it('is still there after Escape, and one line never becomes two pages', async () => {
    const { engine, user } = await open('capture');
    await waitFor(async () => expect(await field()).toHaveFocus());
    await user.keyboard('Half a thou{Escape}');
    await waitFor(() => expect(router.path).toEqual(['today']));
    // Nothing is lost if the computer ends here.
    await waitFor(() => expect(engine.entries[0]?.body).toBe('Half a thou'));
    router.go('capture');
    const line = await field();
    expect(line).toHaveValue('Half a thou');
    await waitFor(() => expect(line).toHaveFocus());
    await user.keyboard('{End}ght{Enter}');
    await waitFor(() => expect(engine.entries[0]?.body).toBe('Half a thought'));
    expect(engine.entries).toHaveLength(1);
  });

  it('takes what is typed while the last line is being kept, and gives back what could not be', async () => {
    const { engine, user } = await open('capture');
    const line = await field();
    await user.type(line, 'One{Enter}T');
    await waitFor(() => expect(engine.entries).toHaveLength(1));
    await user.keyboard('wo{Enter}');
    await waitFor(() => expect(engine.entries.map(({ body }) => body).sort()).toEqual(['One', 'Two']));
    engine.refuseNext('keepEntry', { code: 'internal' });
    await user.keyboard('Three{Enter}');
    await waitFor(() => expect(line).toHaveValue('Three'));
    await screen.findByRole('alert');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(engine.entries).toHaveLength(3));
  });

  it('leaves nothing behind when it is emptied again', async () => {
    const { engine, user } = await open('capture');
    const line = await field();
    await user.type(line, 'No');
    await waitFor(() => expect(engine.entries).toHaveLength(1), { timeout: 3000 });
    await user.clear(line);
    await waitFor(() => expect(engine.entries).toHaveLength(0), { timeout: 3000 });
    await user.keyboard('{Enter}');
    expect(engine.entries).toHaveLength(0);
  });

  it('does not end while letters are put together', async () => {
    const { engine, user } = await open('capture');
    const line = await field();
    await user.type(line, 'に');
    await fireEvent.keyDown(line, { key: 'Enter', isComposing: true });
    expect(line).toHaveValue('に');
    expect(engine.callsOf('keepEntry')).toHaveLength(0);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(engine.entries).toHaveLength(1));
  });

  it('waits behind the lock: first the passphrase, then the line', async () => {
    const { user } = await open('capture', { home: 'screen' });
    const passphrase = await screen.findByLabelText(t('unlock-passphrase'));
    expect(screen.queryByRole('textbox', { name: t('capture-line') })).toBeNull();
    await user.type(passphrase, 'a kitchen table{Enter}');
    await waitFor(async () => expect(await field()).toHaveFocus());
  });

  it('is no longer the page’s to change once that is gone from the journal', async () => {
    const { engine, user } = await open('capture');
    const line = await field();
    await user.type(line, 'Once');
    await waitFor(() => expect(engine.entries).toHaveLength(1), { timeout: 3000 });
    engine.tell({ kind: 'entryRemoved', id: engine.entries[0]!.id, origin: 'me' });
    await waitFor(() => expect(line).toHaveValue(''));
    await user.keyboard('Twice{Enter}');
    await waitFor(() => expect(engine.entries).toHaveLength(2));
  });
});
