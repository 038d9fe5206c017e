import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../../test/kit';
import { t } from '../../texts/index.svelte';
import App from '../../window/App.svelte';
import { daysOn, occasions, weekdayOf } from '../calendar';

const button = (id: string, title: string): HTMLElement => screen.getByRole('button', { name: `${t(id)}: ${title}` });

describe('rituals', () => {
  it('are proposed by whoever writes them', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/rituals');
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t('ritual-new') }));
    await user.click(await screen.findByRole('button', { name: t('ritual-propose', { name: 'Sam' }) }));
    await screen.findByText(t('ritual-name-missing'));
    await user.type(screen.getByLabelText(t('ritual-name')), 'The walk');
    await user.click(screen.getByRole('button', { name: 'Sunday' }));
    await user.type(await screen.findByLabelText(t('ritual-at')), '17:00');
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: t('ritual-propose', { name: 'Sam' }) }));
    await waitFor(() => expect(engine.forTwo.rituals.all).toMatchObject([{ title: 'The walk', days: [7], at: '17:00', stage: 'asksThem' }]));
    await screen.findByText(t('ritual-waits', { name: 'Sam' }));
    await expectAccessible(container);
  });

  it('sleep until both say yes, nudge me alone, and rest', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/rituals');
    engine.forTwo.rituals.partnerProposes();
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: `${t('ritual-yes')}: Sunday coffee` }));
    await user.click(await screen.findByRole('switch', { name: t('ritual-nudge') }));
    await waitFor(() => expect(engine.forTwo.rituals.all[0]).toMatchObject({ stage: 'awake', nudged: true }));
    await user.click(button('ritual-rest', 'Sunday coffee'));
    await user.click(await screen.findByText(t('rituals-resting')));
    await user.click(button('ritual-wake', 'Sunday coffee'));
    await waitFor(() => expect(engine.forTwo.rituals.all[0]!.stage).toBe('asksThem'));
    await expectAccessible(container);
  });

  it('are looked at again after a season', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/rituals');
    engine.forTwo.rituals.partnerProposes({ stage: 'awake', season: true });
    render(App);
    const user = userEvent.setup();
    await screen.findByText(t('ritual-season'));
    await user.click(button('ritual-keep', 'Sunday coffee'));
    await waitFor(() => expect(screen.queryByText(t('ritual-season'))).toBeNull());
  });

  it('take two', async () => {
    await begin({ partner: null }, 'dates/rituals');
    render(App);
    await screen.findByText(t('rituals-alone'));
    expect(screen.queryByRole('button', { name: t('ritual-new') })).toBeNull();
  });

  it('stand in the calendar and on Today', async () => {
    const engine = await begin({ partner: 'Sam' }, 'today');
    const { days } = { days: [1, 2, 3, 4, 5, 6, 7] };
    engine.forTwo.rituals.partnerProposes({ stage: 'awake', days });
    engine.forTwo.forward = { kind: 'ritual', key: 'r', ritual: engine.forTwo.rituals.all[0]! };
    const { unmount } = render(App);
    await screen.findByText(t('today-forward-ritual', { name: 'Sam' }));
    await screen.findByText(new RegExp(t('today-ritual')));
    unmount();
    await begin({ partner: 'Sam' }, 'dates/calendar/agenda');
    const other = await begin({ partner: 'Sam' }, 'dates/calendar/agenda');
    other.forTwo.rituals.partnerProposes({ stage: 'awake' });
    other.forTwo.rituals.partnerProposes({ title: 'Asleep', stage: 'asksMe' });
    render(App);
    const line = (await screen.findByRole('link', { name: 'Sunday coffee' })).closest('div')!.parentElement!;
    within(line).getByText(t('dates-calendar-ritual'));
    expect(screen.queryByText('Asleep')).toBeNull();
  });
});

describe('rituals in the calendar', () => {
  const ritual = { id: 'r', title: 'Tea', trigger: '', steps: '', meaning: '', days: [3], at: null, stage: 'awake' as const, nudged: false, season: false };
  const today = '2026-05-06';

  it('are on their days from today on, and once in the agenda', () => {
    const kept = { outings: [], dates: [], rituals: [ritual], surprises: [], today };
    const month = [...occasions(kept, '2026-04-27', '2026-05-31').keys()];
    expect(month).toEqual(['2026-05-06', '2026-05-13', '2026-05-20', '2026-05-27']);
    expect(month.every((day) => weekdayOf(day) === 2)).toBe(true);
    expect([...occasions(kept, today, daysOn(today, 365), true).keys()]).toEqual([today]);
    expect(occasions({ ...kept, rituals: [{ ...ritual, days: [] }] }, today, daysOn(today, 9)).size).toBe(0);
    expect(occasions({ ...kept, rituals: [{ ...ritual, stage: 'asksMe' }] }, today, daysOn(today, 9)).size).toBe(0);
  });
});
