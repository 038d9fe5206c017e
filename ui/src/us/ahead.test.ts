import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('On my mind (%s)', (theme) => {
  it('is noted for me alone unless it is my own day and I tell it', async () => {
    const { engine, user } = await open('us/ahead', { settings: { theme }, partner: 'Sam' });
    await user.click(await screen.findByRole('button', { name: t('ahead-add') }));
    const dialog = await screen.findByRole('dialog', { name: t('ahead-new-title') });
    await user.click(within(dialog).getByRole('button', { name: t('kit-save') }));
    expect(within(dialog).getByLabelText(t('ahead-text'))).toBeInvalid();
    expect(within(dialog).getByLabelText(t('dates-day'))).toBeInvalid();
    await expectAccessible();
    await user.type(within(dialog).getByLabelText(t('ahead-text')), 'The dentist');
    await user.type(within(dialog).getByLabelText(t('dates-day')), '2099-05-07');
    await user.click(within(dialog).getByRole('button', { name: t('kit-save') }));
    await screen.findByText('The dentist');
    expect(engine.callsOf('addAhead')).toMatchObject([[{ sort: 'hard', text: 'The dentist', from: '2099-05-07T00:00', timed: false }, false]]);

    await user.click(screen.getByRole('button', { name: t('ahead-add') }));
    const mine = await screen.findByRole('dialog', { name: t('ahead-new-title') });
    await user.click(within(mine).getByLabelText(new RegExp(`^${t('ahead-whose-mine')}`)));
    await user.type(within(mine).getByLabelText(t('ahead-text')), 'My last exam');
    await user.type(within(mine).getByLabelText(t('dates-day')), '2099-05-08');
    await user.type(within(mine).getByLabelText(t('ahead-clock')), '14:00');
    await user.click(within(mine).getByRole('button', { name: t('ahead-tell') }));
    await screen.findByText('My last exam');
    expect(engine.callsOf('addAhead')[1]).toMatchObject([{ text: 'My last exam', from: '2099-05-08T14:00', timed: true }, true]);
  });

  it('shows when it is there and here, nudges only when asked, and can be put aside or taken back', async () => {
    const { engine, user } = await open('us/ahead', { settings: { theme }, partner: 'Sam', ahead: true });
    const interview = (await screen.findByText('The interview')).closest('li')!;
    expect(interview).toHaveTextContent(/New York/);
    expect(interview).toHaveTextContent(/where you are/);
    const mine = screen.getByText('I hand in the last chapter').closest('li')!;
    expect(within(mine).getAllByRole('button')).toHaveLength(1);
    await expectAccessible();
    expect(engine.callsOf('remindOfAhead')).toEqual([]);
    await user.click(within(interview).getByRole('button', { name: `${t('wishes-remind')}: The interview` }));
    await waitFor(() => expect(screen.getByRole('button', { name: `${t('wishes-change')}: The interview` })).toHaveFocus());
    await user.click(screen.getByRole('button', { name: `${t('wishes-hush')}: The interview` }));
    await user.click(await screen.findByText(t('wishes-put-aside'), { selector: 'summary *' }));
    await user.click(screen.getByRole('button', { name: `${t('nudges-bring-back')}: The interview` }));
    expect(await screen.findByRole('button', { name: `${t('wishes-remind')}: The interview` })).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: `${t('kit-remove')}: At the dentist` }));
    await waitFor(() => expect(screen.queryByText('At the dentist')).toBeNull());
    await user.click(screen.getAllByRole('button', { name: t('kit-undo') }).at(-1)!);
    expect(await screen.findByText('At the dentist')).toBeInTheDocument();
  });
});

describe('On my mind', () => {
  it('takes the time of a day of theirs by their clock, where that is another one', async () => {
    const { engine, user } = await open('us/ahead/new', { partner: 'Sam', ahead: true });
    const there = await screen.findByLabelText(t('dates-zone', { place: 'New York' }));
    expect(there).toBeChecked();
    await expectAccessible();
    await user.type(screen.getByLabelText(t('ahead-text')), 'The audition');
    await user.type(screen.getByLabelText(t('dates-day')), '2099-05-08');
    await user.type(screen.getByLabelText(t('ahead-clock')), '14:00');
    // A day of my own is by the clock here.
    await user.click(screen.getByLabelText(new RegExp(`^${t('ahead-whose-mine')}`)));
    expect(screen.queryByText(t('ahead-zone'))).toBeNull();
    await user.click(screen.getByLabelText(new RegExp(`^${t('ahead-whose-theirs', { name: 'Sam' })}`)));
    await user.click(screen.getByRole('button', { name: t('kit-save') }));
    await screen.findByText('The audition');
    expect(engine.callsOf('addAhead')).toMatchObject([[{ from: '2099-05-08T14:00', zone: 'America/New_York', timed: true }, false]]);
  });


  it('works alone, and keeps what was typed when it could not be saved', async () => {
    const { engine, user } = await open('us/ahead/new');
    engine.refuseNext('addAhead', { code: 'cannotSave', reason: 'diskFull' });
    const text = await screen.findByLabelText(t('ahead-text'));
    expect(screen.queryByText(t('ahead-whose'))).toBeNull();
    await user.type(text, 'The long flight');
    await user.type(screen.getByLabelText(t('dates-day')), '2099-05-08');
    await user.click(screen.getByRole('button', { name: t('kit-save') }));
    expect(await screen.findByText(t('error-cannot-save-disk-full'))).toBeInTheDocument();
    expect(text).toHaveValue('The long flight');
  });
});
