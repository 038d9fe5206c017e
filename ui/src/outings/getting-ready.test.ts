import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

describe('getting ready', () => {
  it('is folded up, and both put things in it', async () => {
    const engine = await begin({ partner: 'Sam', outings: true });
    const id = engine.outings.find(({ stage }) => stage === 'planned')!.id;
    location.hash = `#/dates/date/${id}`;
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByText(t('ready-title')));
    const add = screen.getAllByRole('button', { name: t('ready-add') });
    await user.type(screen.getByLabelText(t('ready-pack-new')), 'Blanket');
    await user.click(add[1]!);
    await user.click(await screen.findByRole('checkbox', { name: 'Blanket' }));
    await waitFor(() => expect(engine.forTwo.preparing.of(id).items).toMatchObject([{ what: 'Blanket', pack: true, done: true, who: null }]));
    await user.selectOptions(screen.getByLabelText(t('ready-who', { what: 'Blanket' })), 'partner');
    await waitFor(() => expect(engine.forTwo.preparing.of(id).items[0]!.who).toBe('partner'));
    await user.type(screen.getByLabelText(t('ready-rain')), 'Indoors');
    await user.tab();
    await waitFor(() => expect(engine.forTwo.preparing.of(id).rain).toBe('Indoors'));
    await expectAccessible(container);
    // The other one adds what has to be confirmed.
    await engine.forTwo.preparing.commands.prepareOuting(id, { kind: 'confirm', confirm: { what: 'Ring the boathouse', by: '2099-05-07' } });
    await user.click(await screen.findByRole('switch', { name: t('ready-nudge') }));
    await waitFor(() => expect(engine.forTwo.preparing.of(id).confirmNudged).toBe(true));
    await user.click(screen.getByRole('button', { name: t('ready-confirmed') }));
    await waitFor(() => expect(engine.forTwo.preparing.of(id).confirm).toBeNull());
    await user.click(screen.getByRole('button', { name: t('ready-drop', { what: 'Blanket' }) }));
    await waitFor(() => expect(engine.forTwo.preparing.of(id).items).toEqual([]));
    await expectAccessible(container);
  });
});
