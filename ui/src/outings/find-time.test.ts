import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { FakeEngine } from '../bridge/fake';
import type { Slot } from '../bridge';
import { router } from '../kit';
import { clockText, wallText, weekdayNames } from '../texts/format';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

const slot = (day: number): Slot => ({ from: `2026-05-${10 + day}T19:00`, until: `2026-05-${10 + day}T21:00`, zone: 'Europe/Berlin', instant: `2026-05-${10 + day}T17:00:00Z`, minutes: 120, there: null, reasons: ['free', 'evening'] });

describe('finding time', () => {
  async function opened(slots: Slot[]): Promise<{ engine: FakeEngine; container: Element }> {
    const engine = await begin({ partner: 'Sam' }, 'dates/find');
    engine.calendars.slots = slots;
    const { container } = render(App);
    await screen.findByRole('heading', { name: t('dates-find-slots') });
    return { engine, container };
  }

  it('offers the best first, says why, and leads on to a plan', async () => {
    const { engine, container } = await opened(Array.from({ length: 10 }, (_, n) => slot(n)));
    const user = userEvent.setup();
    const list = (): HTMLElement => screen.getAllByRole('list').find((one) => one.classList.contains('slots'))!;
    const plans = (): HTMLElement[] => within(list()).getAllByRole('button', { name: new RegExp(t('dates-find-plan')) });
    expect(plans()).toHaveLength(8);
    expect(screen.getAllByText(`${t('dates-free-why-free')} · ${t('dates-free-why-evening')}`)).toHaveLength(8);
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: t('dates-ideas-more') }));
    expect(plans()).toHaveLength(10);
    await user.selectOptions(screen.getByLabelText(t('dates-find-weeks')), '8');
    await waitFor(() => expect(engine.callsOf('findTime').at(-1)).toEqual([120, 8]));
    await user.click(await screen.findByRole('button', { name: `${t('dates-find-plan')}: ${wallText(slot(1).from)}` }));
    expect(router.path.join('/')).toBe('dates/new/at/2026-05-11T19:00/120');
    await user.type(await screen.findByLabelText(t('dates-title')), 'Soup');
    await user.click(screen.getByRole('button', { name: t('dates-ask', { name: 'Sam' }) }));
    await waitFor(() => expect(engine.outings.at(-1)).toMatchObject({ title: 'Soup', from: '2026-05-11T19:00', minutes: 120 }));
  });

  it('shows the same as a table that arrows walk through', async () => {
    const near = slot(1);
    const late: Slot = { ...slot(3), from: '2026-05-13T21:30', until: '2026-05-13T23:30', instant: '2026-05-13T19:30:00Z' };
    const { container } = await opened([late, near, slot(3)].map((one) => ({ ...one, there: { from: one.from.replace('T19', 'T13').replace('T21', 'T15'), until: one.until.replace('T21', 'T15').replace('T23', 'T17'), zone: 'America/New_York' } })));
    const user = userEvent.setup();
    const grid = await screen.findByRole('grid', { name: t('dates-find-grid') });
    expect(within(grid).getAllByRole('columnheader')).toHaveLength(4);
    const cells = within(grid).getAllByRole('button');
    // The best one is where the keyboard comes in, and all of the list is in its name.
    expect(cells.map((cell) => cell.tabIndex)).toEqual([-1, -1, 0]);
    expect(cells[2]).toHaveAccessibleName(new RegExp(`${wallText(late.from)}.*Sam.*${t('dates-free-why-evening')}`));
    expect(within(grid).getByText(clockText('15:00'))).toBeVisible();
    await expectAccessible(container);
    cells[2]!.focus();
    await user.keyboard('{ArrowUp}');
    expect(cells[1]).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(cells[0]).toHaveFocus();
    await user.keyboard('{ArrowLeft}{ArrowDown}{End}{Home}{ArrowRight}');
    expect(cells[1]).toHaveFocus();
    expect(cells.map((cell) => cell.tabIndex)).toEqual([-1, 0, -1]);
    await user.keyboard('{Enter}');
    expect(router.path.join('/')).toBe('dates/new/at/2026-05-13T19:00/120');
  });

  it('for what both want, which the plan then is', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/ideas');
    engine.jar.compared = true;
    engine.jar.partnerYes = ['candle-dinner'];
    engine.jar.leanings.set('candle-dinner', 'yes');
    engine.calendars.slots = [slot(1)];
    const { container } = render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: `${t('dates-find')}: ${t('idea-candle-dinner')}` }));
    await screen.findByText(new RegExp(t('dates-find-for', { idea: t('idea-candle-dinner') })));
    await expectAccessible(container);
    await user.click(await screen.findByRole('button', { name: `${t('dates-find-plan')}: ${wallText(slot(1).from)}` }));
    expect(await screen.findByLabelText(t('dates-title'))).toHaveValue(t('idea-candle-dinner'));
    await user.click(screen.getByRole('button', { name: t('dates-ask', { name: 'Sam' }) }));
    await waitFor(() => expect(engine.outings.at(-1)).toMatchObject({ idea: 'candle-dinner', from: '2026-05-11T19:00', minutes: 120 }));
  });

  it('says when nothing fits', async () => {
    await opened([]);
    await screen.findByText(t('dates-find-none'));
  });

  it('reads calendars, one of which is in trouble, and stops', async () => {
    const { engine, container } = await opened([]);
    const user = userEvent.setup();
    engine.calendars.picked = 'work.ics';
    await user.click(screen.getByRole('button', { name: t('dates-find-add') }));
    const work = await screen.findByRole('switch', { name: 'work.ics' });
    await user.click(work);
    await waitFor(() => expect(engine.calendars.all[0]?.on).toBe(false));
    engine.calendars.all = [{ ...engine.calendars.all[0]!, trouble: 'notACalendar', broken: 2, strangeZones: 1, endless: 1 }];
    engine.tell({ kind: 'calendarsChanged' });
    await screen.findByText(t('calendar-trouble-not-a-calendar'));
    screen.getByText(t('dates-find-broken', { count: 2 }));
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: t('dates-find-remove', { name: 'work.ics' }) }));
    await waitFor(() => expect(engine.calendars.all).toEqual([]));
    engine.calendars.picked = null;
    await user.click(screen.getByRole('button', { name: t('dates-find-add') }));
    await waitFor(() => expect(engine.callsOf('addCalendar')).toHaveLength(2));
  });

  it('asks the partner on purpose, and lets it go', async () => {
    const { engine, container } = await opened([slot(1)]);
    const user = userEvent.setup();
    await screen.findByText(t('dates-time-ask-lead', { name: 'Sam' }));
    expect(engine.callsOf('askForTime')).toEqual([]);
    await user.click(screen.getByRole('button', { name: t('dates-time-ask', { name: 'Sam' }) }));
    await waitFor(() => expect(engine.callsOf('askForTime')).toEqual([[3]]));
    await expectAccessible(container);
    // The answer comes in.
    engine.calendars.ask = { ...engine.calendars.ask!, theirsShown: true };
    engine.calendars.slots = [{ ...slot(1), reasons: ['bothFree'], there: { from: '2026-05-11T13:00', until: '2026-05-11T15:00', zone: 'America/New_York' } }];
    engine.tell({ kind: 'calendarsChanged' });
    await screen.findByText(t('dates-find-lead-both'));
    screen.getByText(t('dates-time-there', { name: 'Sam', when: `${clockText('13:00')} – ${clockText('15:00')}` }));
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: t('dates-time-let-go') }));
    await screen.findByText(t('dates-time-ask-lead', { name: 'Sam' }));
  });

  it('is asked, and shows nothing before it is said to', async () => {
    const engine = await begin({ partner: 'Sam' }, 'dates/find');
    engine.calendars.ask = { id: 'a'.repeat(32), mineShown: false, theirsShown: true, until: '2026-05-27T10:00:00Z' };
    render(App);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: t('dates-time-show') }));
    await waitFor(() => expect(engine.callsOf('showMyTime')).toEqual([['a'.repeat(32)]]));
    await screen.findByRole('button', { name: t('dates-time-again') });
  });

  it('asks nobody where nobody is', async () => {
    await begin({ partner: null }, 'dates/find');
    render(App);
    await screen.findByRole('heading', { name: t('dates-find-slots') });
    expect(screen.queryByRole('button', { name: t('dates-time-let-go') })).toBeNull();
    expect(screen.queryByText(/dates-time/)).toBeNull();
  });

  it('reads from an address, and says what is wrong with one', async () => {
    const { engine, container } = await opened([]);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: t('dates-find-address-open') }));
    await user.type(screen.getByLabelText(t('dates-find-address')), 'http://example.org/a.ics{Enter}');
    await screen.findByText(t('dates-find-address.wrong'));
    await expectAccessible(container);
    await user.clear(screen.getByLabelText(t('dates-find-address')));
    await user.type(screen.getByLabelText(t('dates-find-address')), 'webcal://example.org/secret.ics{Enter}');
    await screen.findByRole('switch', { name: t('dates-find-elsewhere', { name: 'example.org' }) });
    await screen.findByText(t('calendar-trouble-no-answer'));
    expect(screen.queryByLabelText(t('dates-find-address'))).toBeNull();
    expect(screen.queryByText(/secret/)).toBeNull();
    for (const trouble of ['certificate', 'refused', 'ledAstray'] as const) {
      engine.calendars.all = engine.calendars.all.map((one) => ({ ...one, trouble }));
      engine.tell({ kind: 'calendarsChanged' });
      await screen.findByText(t(`calendar-trouble-${trouble === 'ledAstray' ? 'led-astray' : trouble}`));
    }
  });

  it('keeps the usual hours', async () => {
    const { engine } = await opened([]);
    const user = userEvent.setup();
    const monday = weekdayNames()[0]!;
    await user.click(await screen.findByRole('switch', { name: monday }));
    await waitFor(() => expect(engine.calendars.usual[0]).toBeNull());
    await user.click(screen.getByRole('switch', { name: monday }));
    const until = screen.getByLabelText(t('dates-find-until', { day: monday }));
    await user.clear(until);
    await user.type(until, '17:00');
    await user.tab();
    await screen.findByText(t('dates-find-hours-wrong'));
    expect(engine.calendars.usual[0]).toEqual({ from: '18:00', until: '23:00' });
  });
});
