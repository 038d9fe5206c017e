import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { ImportantDateView, OutingView } from '../bridge';
import { router } from '../kit';
import { dayText, monthText } from '../texts/format';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { dayAfter, dayHere, daysOn, isDay, monthsOn, occasions, weeksOf, type Kept } from './calendar';

const outing = (id: string, at: Date, minutes = 180, stage: OutingView['stage'] = 'planned'): OutingView => ({
  id, title: id, note: '', place: '', from: '', zone: 'UTC', instant: at.toISOString(), minutes, stage, proposedBy: 'me', earlier: null, idea: null, version: null, both: [],
});
const important = (month: number, day: number, year: number | null = null, leapDay: ImportantDateView['leapDay'] = 'feb28'): ImportantDateView => ({
  id: 'i', title: 'Ours', month, day, year, leapDay, next: '', inDays: 0, ours: false,
});
const kept = (outings: OutingView[], dates: ImportantDateView[] = []): Kept => ({ outings, dates, rituals: [], surprises: [], today: '2026-01-01' });
const days = (outings: OutingView[], dates: ImportantDateView[] = [], from = '2026-01-01', to = '2029-12-31'): string[] => [...occasions(kept(outings, dates), from, to).keys()].sort();

describe('the days of a month', () => {
  it('are whole weeks from Monday on that hold every day of it once', () => {
    for (let year = 1999; year < 2030; year++) {
      for (let month = 1; month <= 12; month++) {
        const first = `${year}-${String(month).padStart(2, '0')}-01`;
        const weeks = weeksOf(first);
        const all = weeks.flat();
        expect(weeks.every((week) => week.length === 7 && new Date(`${week[0]!}T12:00Z`).getUTCDay() === 1)).toBe(true);
        expect(all.filter((day) => day.slice(0, 7) === first.slice(0, 7))).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate());
        expect(weeks[0]).toContain(first);
        expect(weeks.at(-1)!.some((day) => day.slice(0, 7) === first.slice(0, 7))).toBe(true);
      }
    }
  });
  it('lead on over the ends of months and years', () => {
    expect(daysOn('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthsOn('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsOn('2028-01-31', 1)).toBe('2028-02-29');
    expect(monthsOn('2026-01-15', -1)).toBe('2025-12-15');
    expect(monthsOn('2028-02-29', 12)).toBe('2029-02-28');
  });
  it.each([
    ['ArrowLeft', '2026-12-03'],
    ['ArrowRight', '2026-12-05'],
    ['ArrowUp', '2026-11-27'],
    ['ArrowDown', '2026-12-11'],
    ['Home', '2026-11-30'],
    ['End', '2026-12-06'],
    ['PageUp', '2026-11-04'],
    ['PageDown', '2027-01-04'],
    ['a', null],
  ])('%s leads from Friday the fourth to %s', (key, to) => expect(dayAfter(key, '2026-12-04')).toBe(to));
  it('end somewhere', () => {
    expect(dayAfter('PageDown', '2026-12-04', true)).toBe('2027-12-04');
    expect(dayAfter('ArrowRight', '2999-12-31')).toBeNull();
    expect(dayAfter('PageUp', '1900-01-01')).toBeNull();
    for (const no of ['', 'agenda', '2026-02-31', '2026-13-01', '9999-01-01', '2026-2-1']) expect(isDay(no)).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
  });
});

describe('what is on a day', () => {
  it('a date is on the day on which it begins here, and an evening that ends in the night on no other', () => {
    expect(days([outing('a', new Date(2026, 11, 4, 19))])).toEqual(['2026-12-04']);
    expect(days([outing('a', new Date(2026, 11, 4, 22), 5 * 60)])).toEqual(['2026-12-04']);
    expect(dayHere(new Date(2026, 11, 4, 23, 59))).toBe('2026-12-04');
  });
  it('what goes on for days is on each of them', () => {
    const found = occasions(kept([outing('a', new Date(2026, 11, 4, 19), 2 * 1440)]), '2026-12-05', '2026-12-31');
    expect([...found].map(([day, [one]]) => [day, one!.goesOn])).toEqual([['2026-12-05', true], ['2026-12-06', true]]);
  });
  it('what won’t be is nowhere, and what was stays', () => {
    const at = new Date(2026, 11, 4, 19);
    expect(days([outing('a', at, 60, 'declined'), outing('b', at, 60, 'cancelled')])).toEqual([]);
    expect(days([outing('a', at, 60, 'remembered')])).toEqual(['2026-12-04']);
  });
  it('a day that matters comes every year since the first, with its years', () => {
    const found = occasions(kept([], [important(5, 8, 2027)]), '2026-01-01', '2029-12-31');
    expect([...found].map(([day, [one]]) => [day, one!.years])).toEqual([['2027-05-08', null], ['2028-05-08', 1], ['2029-05-08', 2]]);
    expect(occasions(kept([], [important(5, 8)]), '2026-05-08', '2026-05-08').get('2026-05-08')![0]!.years).toBeNull();
  });
  it('29 February is kept as its owner chose', () => {
    expect(days([], [important(2, 29)])).toEqual(['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28']);
    expect(days([], [important(2, 29, null, 'mar1')])).toEqual(['2026-03-01', '2027-03-01', '2028-02-29', '2029-03-01']);
  });
  it('a surprise is on its days, and says no more than what both may know', () => {
    const open = { from: '2026-05-08T18:00', until: '2026-05-09T12:00', zone: 'Europe/Berlin', away: true, overnight: true, note: 'Bring warm shoes' };
    const found = occasions({ ...kept([]), surprises: [{ id: 's', title: 'Your surprise', open }] }, '2026-05-01', '2026-05-31');
    expect([...found].map(([day, [one]]) => [day, one!.title, one!.goesOn])).toEqual([['2026-05-08', 'Your surprise', false], ['2026-05-09', 'Your surprise', true]]);
  });

  it('the day that matters comes first, then the dates in their order', () => {
    const found = occasions(kept([outing('b', new Date(2026, 4, 8, 19)), outing('a', new Date(2026, 4, 8, 9))], [important(5, 8)]), '2026-05-01', '2026-05-31');
    expect(found.get('2026-05-08')!.map(({ title }) => title)).toEqual(['Ours', 'a', 'b']);
  });
});

describe('the calendar', () => {
  const chosen = () => screen.getByRole('grid').querySelector<HTMLElement>('[tabindex="0"]')!;
  const named = (day: string) => screen.queryAllByRole('button', { name: new RegExp(`^${dayText(day, { weekday: true })}`) })[0];
  async function open(path: string, options: Parameters<typeof begin>[0]) {
    const engine = await begin({ name: 'Jo', now: new Date(), ...options }, path);
    render(App);
    await screen.findByRole('heading', { level: 1 });
    return { engine, user: userEvent.setup() };
  }
  const today = dayHere(new Date());

  it.each(['light', 'dark'] as const)('is a month that the keys walk through, and says beneath it what is on a day (%s)', async (theme) => {
    const { engine, user } = await open('dates/calendar', { partner: 'Sam', outings: true, importantDates: true, settings: { theme } });
    await screen.findByRole('grid');
    expect(chosen()).toHaveAttribute('aria-current', 'date');
    await expectAccessible();
    chosen().focus();
    await user.keyboard('{ArrowRight}');
    const next = daysOn(today, 1);
    expect(chosen()).toHaveFocus();
    expect(chosen()).toBe(named(next));
    expect(await screen.findByRole('heading', { level: 2, name: dayText(next, { weekday: true }) })).toBeInTheDocument();
    await user.keyboard('{PageDown}{PageDown}');
    expect(screen.getByRole('heading', { level: 2, name: monthText(monthsOn(next, 2)) })).toBeInTheDocument();
    expect(chosen()).toHaveFocus();
    await user.click(screen.getByRole('button', { name: t('dates-calendar-today') }));
    expect(chosen()).toHaveAttribute('aria-current', 'date');

    const planned = engine.outings.find(({ stage }) => stage === 'planned')!;
    const at = dayHere(new Date(planned.instant));
    if (!named(at)) await user.click(screen.getByRole('button', { name: t('dates-calendar-after', { month: monthText(monthsOn(today, 1)) }) }));
    await waitFor(() => expect(named(at)).toBeDefined());
    await user.click(named(at)!);
    expect(chosen()).toHaveAccessibleName(t('dates-calendar-day', { day: dayText(at, { weekday: true }), what: planned.title }));
    await user.click(await screen.findByRole('link', { name: planned.title }));
    expect(router.path).toEqual(['dates', 'date', planned.id]);
    // The way back leads to the day one came from.
    history.back();
    await waitFor(() => expect(router.path).toEqual(['dates', 'calendar', at]));
    await screen.findByRole('grid');
    expect(chosen()).toBe(named(at));
  });

  it('is complete as a list, also what was', async () => {
    const { engine, user } = await open('dates/calendar/agenda', { partner: 'Sam', outings: true, importantDates: true });
    const link = (stage: OutingView['stage']) => screen.queryByRole('link', { name: engine.outings.find((one) => one.stage === stage)!.title });
    await waitFor(() => expect(link('planned')).toBeInTheDocument());
    for (const stage of ['awaitingMe', 'awaitingPartner'] as const) expect(link(stage)).toBeInTheDocument();
    for (const { title } of engine.dates) expect(screen.getAllByRole('link', { name: title }).length).toBeGreaterThan(0);
    await expectAccessible();
    expect(link('remembered')).toBeNull();
    await user.click(screen.getByRole('button', { name: t('dates-calendar-earlier') }));
    expect(link('remembered')).toBeInTheDocument();
    expect(document.activeElement?.tagName).toBe('H3');
    expect(screen.queryByRole('button', { name: t('dates-calendar-earlier') })).toBeNull();
    expect(link('declined')).toBeNull();
  });

  it('passes over the years in which nothing is', async () => {
    const { engine, user } = await open('dates/calendar', { name: 'Jo' });
    await user.click(await screen.findByRole('radio', { name: t('dates-calendar-agenda') }));
    await screen.findByText(t('dates-calendar-empty'));
    expect(location.hash).toBe('#/dates/calendar/agenda');
    await expectAccessible();
    const far = new Date();
    far.setFullYear(far.getFullYear() + 4);
    engine.outings = [outing('A long time yet', far)];
    engine.tell({ kind: 'outingChanged', id: 'A long time yet', origin: 'me' });
    await user.click(await screen.findByRole('button', { name: t('dates-calendar-later') }));
    expect(screen.getByRole('link', { name: 'A long time yet' })).toBeInTheDocument();
    expect(document.activeElement).toHaveTextContent(dayText(dayHere(far), { weekday: true, year: false }));
  });
});
