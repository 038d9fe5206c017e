import { expect, it } from 'vitest';
import { byDay, dayOf } from './days';

it('the day is the one of the place where it was written', () => {
  const writtenAt = '2019-03-04T23:30:00Z';
  expect(dayOf({ writtenAt, zone: 'Europe/London' })).toBe('2019-03-04');
  expect(dayOf({ writtenAt, zone: 'Pacific/Kiritimati' })).toBe('2019-03-05');
  expect(dayOf({ writtenAt, zone: 'Nowhere/Unknown' })).toMatch(/^2019-03-0[45]$/);
});

it('entries fall into days, and a stretch knows what stood above it', () => {
  const at = (writtenAt: string) => ({ writtenAt, zone: 'UTC' });
  const groups = byDay([at('2019-03-02T20:00:00Z'), at('2019-03-02T08:00:00Z'), at('2019-02-28T08:00:00Z')], '2019-03-02');
  expect(groups.map(({ day, opensDay, opensMonth, entries }) => [day, opensDay, opensMonth, entries.length])).toEqual([
    ['2019-03-02', false, false, 2],
    ['2019-02-28', true, true, 1],
  ]);
});
