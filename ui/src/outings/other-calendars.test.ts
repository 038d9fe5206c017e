import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

describe('other calendars', () => {
  const opened = async () => {
    const engine = await begin({ partner: 'Sam', outings: true }, 'dates/others');
    const { container } = render(App);
    await screen.findByRole('button', { name: t('dates-out-begin') });
    return { engine, container };
  };

  it('read a file that is kept, once the passphrase was said', async () => {
    const { engine, container } = await opened();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: t('dates-out-begin') }));
    await user.click(screen.getByRole('radio', { name: t('dates-out-says-busy') }));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'not this');
    await user.click(screen.getByRole('button', { name: t('dates-out-keep') }));
    expect(await screen.findAllByText(t('error-wrong-passphrase'))).not.toHaveLength(0);
    expect(engine.calendars.file).toBeNull();
    await expectAccessible(container);

    await user.clear(screen.getByLabelText(t('unlock-passphrase')));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), engine.passphrase);
    await user.click(screen.getByRole('button', { name: t('dates-out-keep') }));
    await waitFor(() => expect(engine.calendars.file?.onlyBusy).toBe(true));
    await screen.findByText(t('dates-out-not-yet'));
    engine.calendars.file = { ...engine.calendars.file!, failed: true };
    engine.tell({ kind: 'calendarsChanged' });
    await screen.findByText(t('dates-out-failed', { name: 'lamplight-dates.ics' }));

    await user.click(screen.getByRole('button', { name: t('dates-out-stop') }));
    expect(await screen.findAllByText(t('dates-out-stopped'))).not.toHaveLength(0);
    expect(engine.calendars.file).toBeNull();
  });

  it('are saved once, and a closed picker changes nothing', async () => {
    const { engine } = await opened();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: t('dates-out-begin') }));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), engine.passphrase);
    engine.calendars.picked = null;
    await user.click(screen.getByRole('button', { name: t('dates-out-once') }));
    await waitFor(() => expect(engine.callsOf('saveAllPlans')).toHaveLength(1));
    expect(screen.getByLabelText<HTMLInputElement>(t('unlock-passphrase')).value).toBe(engine.passphrase);
    engine.calendars.picked = 'a.ics';
    await user.click(screen.getByRole('button', { name: t('dates-out-once') }));
    expect(await screen.findAllByText(t('dates-out-saved', { count: 3 }))).not.toHaveLength(0);
  });

  it('take one date from its page', async () => {
    const engine = await begin({ partner: 'Sam', outings: true });
    const planned = engine.outings.find(({ stage }) => stage === 'planned')!;
    router.go(`dates/date/${planned.id}`);
    render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t('dates-file') }));
    await waitFor(() => expect(engine.callsOf('saveOutingFile')).toEqual([[planned.id]]));
  });
});
