import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { FakeEngine } from '../bridge/fake';
import type { SealedView } from '../bridge';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { minutesBetween, wallOn } from './surprises.svelte';

const FAR = '2199-05-08T18:00';
function theirs(engine: FakeEngine): SealedView {
  const view = engine.sealed.bring({ kind: 'own', text: '' }, { mayWrite: false }, { stage: 'waiting', folds: null });
  view.line.form = { kind: 'surprise', open: { from: FAR, until: '2199-05-08T22:00', zone: 'Europe/Berlin', away: true, overnight: false, note: 'Bring warm shoes' } };
  return view;
}

it('a wall time goes on over midnight, and back', () => {
  expect(wallOn('2026-12-31T23:30', 90)).toBe('2027-01-01T01:00');
  expect(minutesBetween('2026-12-31T23:30', '2027-01-01T01:00')).toBe(90);
});

describe('a surprise of mine', () => {
  it('is planned, changed, and told', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/surprise/new');
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t('dates-surprise-keep') }));
    await screen.findByText(t('dates-surprise-secret-missing'));
    await expectAccessible(container);
    await user.type(screen.getByLabelText(t('dates-day')), '2199-05-08');
    await user.click(screen.getByRole('switch', { name: t('dates-surprise-is-away') }));
    await user.type(screen.getByLabelText(t('dates-surprise-note')), 'Bring warm shoes');
    await user.type(screen.getByLabelText(t('dates-surprise-secret')), 'The balloon');
    await user.click(screen.getByRole('button', { name: t('dates-surprise-keep') }));
    await screen.findByRole('heading', { name: t('dates-surprise-mine') });
    const [sent] = engine.callsOf('planSurprise')[0] as [{ from: string; until: string; opens: string; note: string }];
    expect(sent).toMatchObject({ from: '2199-05-08T19:00', until: '2199-05-08T22:00', away: true, overnight: false, note: 'Bring warm shoes', secret: 'The balloon' });
    expect(new Date(sent.opens).getTime()).toBe(new Date('2199-05-08T19:00').getTime());
    await expectAccessible(container);

    await user.click(screen.getByRole('button', { name: t('dates-surprise-tell') }));
    await user.click(await screen.findByRole('button', { name: t('dates-surprise-tell-verb') }));
    await waitFor(() => expect(engine.sealed.views[0]!.line.stage).toBe('opened'));
    await screen.findByText(t('dates-surprise-mine-opened', { name: 'Sam' }));
  });
});

describe('a surprise of theirs', () => {
  it('shows what may be known, can be declined unseen, and opens', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates');
    const view = theirs(engine);
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('link', { name: t('dates-surprise-theirs', { name: 'Sam' }) }));
    await screen.findByText(t('dates-surprise-away'));
    screen.getByText('Bring warm shoes');
    expect(screen.queryByRole('button', { name: t('dates-surprise-tell') })).toBeNull();
    await expectAccessible(container);
    Object.assign(view, { theirs: 'The balloon' });
    view.line.stage = 'opened';
    engine.tell({ kind: 'sealedOpened', id: view.line.id });
    await screen.findByText('The balloon');
    expect(screen.queryByRole('button', { name: t('date-decline') })).toBeNull();
  });
  it('is said no to', async () => {
    const engine = await begin({ partner: 'Sam' });
    const view = theirs(engine);
    router.go(`dates/surprise/${view.line.id}`);
    render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t('date-decline') }));
    await user.click(await screen.findByRole('button', { name: t('date-decline-verb') }));
    await waitFor(() => expect(view.line.stage).toBe('declined'));
  });
});
