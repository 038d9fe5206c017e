import { describe, expect, it } from 'vitest';
import type { Leaning, OutingView, Season } from '../bridge';
import { IDEAS } from '../bridge/fake-library';
import { doneOf, drawOne, EVERYTHING, fits, seasonOf, slipsFor, slipsOf, type Known, type Narrowing } from './jar';

const SILENT = new Map<string, Leaning>();
const NOTHING: Known = { said: SILENT, newToUs: new Set(), excited: new Set(), done: new Map() };
const saying = (said: ReadonlyMap<string, Leaning>): Known => ({ ...NOTHING, said });
const outing = (idea: string | null, instant: string, stage: OutingView['stage'] = 'remembered'): OutingView => ({
  id: `${idea} ${instant}`, title: '', note: '', place: '', from: instant.slice(0, 16), zone: 'UTC', instant, minutes: 60, stage, proposedBy: 'me', earlier: null, idea, version: null, both: [],
});
const ids = (part: Partial<Narrowing>, known = NOTHING, season: Season = 'winter'): string[] => IDEAS.filter((idea) => fits(idea, { ...EVERYTHING, ...part }, known, season)).map(({ id }) => id);

describe('narrowing', () => {
  it('without any wish everything is there', () => expect(ids({})).toHaveLength(IDEAS.length));
  it('what suits wherever suits at a distance too', () => {
    expect(ids({ where: 'apart' })).toEqual(expect.arrayContaining(['film-in-step', 'read-aloud']));
    expect(ids({ where: 'apart' })).not.toContain('picnic');
    expect(ids({ where: 'home' })).toEqual(expect.arrayContaining(['candle-dinner', 'read-aloud']));
  });
  it.each([
    [{ cost: 0 }, 'picnic', 'candle-dinner'],
    [{ effort: 0 }, 'cook-something-new', 'candle-dinner'],
    [{ minutes: 60 }, 'candle-dinner', 'blind-tasting'],
    [{ season: true }, 'picnic', 'first-snow'],
    [{ quiet: true }, 'concert', 'candle-dinner'],
    [{ childrenAsleep: true }, 'picnic', 'candle-dinner'],
    [{ stepFree: true }, 'learn-a-dance', 'candle-dinner'],
  ] as const)('%o leaves out %s and keeps %s', (part, out, kept) => {
    expect(ids(part)).not.toContain(out);
    expect(ids(part)).toContain(kept);
  });
  it('by what I said', () => {
    const said = new Map<string, Leaning>([['picnic', 'no'], ['concert', 'yes']]);
    const known = saying(said);
    expect(ids({}, known)).not.toContain('picnic');
    expect(ids({ said: 'no' }, known)).toEqual(['picnic']);
    expect(ids({ said: 'yes' }, known)).toEqual(['concert']);
    expect(ids({ said: 'nothing' }, known)).toHaveLength(IDEAS.length - 2);
  });
  it('by how I marked it; what we have done is no longer new', () => {
    const known: Known = { ...NOTHING, newToUs: new Set(['picnic', 'concert']), excited: new Set(['concert']), done: doneOf([outing('picnic', '2026-05-01T19:00:00Z')]) };
    expect(ids({ newToUs: true }, known)).toEqual(['concert']);
    expect(ids({ excited: true }, known)).toEqual(['concert']);
    expect(ids({ said: 'done' }, known)).toEqual(['picnic']);
  });
  it('what we did is what dates behind us began with, the last time of each', () => {
    const done = doneOf([outing('picnic', '2026-05-01T19:00:00Z'), outing('picnic', '2026-06-01T19:00:00Z'), outing('picnic', '2025-06-01T19:00:00Z'), outing('concert', '2026-06-01T19:00:00Z', 'planned'), outing('sunrise', '2026-06-01T19:00:00Z', 'cancelled'), outing(null, '2026-06-01T19:00:00Z')]);
    expect([...done].map(([id, { instant }]) => [id, instant])).toEqual([['picnic', '2026-06-01T19:00:00Z']]);
  });
});

describe('the slips of an evening', () => {
  const slips = (at: string, whose = 'Jo', known = NOTHING): string[] => slipsFor(IDEAS, known, new Date(at), 'winter', whose).map(({ id }) => id);

  it('are the same all evening, and others on another one', () => {
    const evening = slips('2026-12-04T17:00');
    expect(slips('2026-12-05T02:30')).toEqual(evening);
    const others = Array.from({ length: 7 }, (_, day) => slips(`2026-12-${String(5 + day).padStart(2, '0')}T17:00`).join());
    expect(new Set(others).size).toBeGreaterThan(4);
  });
  it('are three of different themes that fit an evening, the season and the two in one place, for every evening of a year', () => {
    for (let day = 0; day < 366; day++) {
      const three = slipsFor(IDEAS, NOTHING, new Date(2026, 0, 1 + day, 20), 'winter', 'Jo');
      expect(new Set(three.map(({ theme }) => theme)).size).toBe(3);
      for (const idea of three) {
        expect(idea.minutes).toBeLessThanOrEqual(240);
        expect(idea.seasons).toContain('winter');
        expect(idea.place).not.toBe('apart');
      }
    }
  });
  it('leave out what is not for me, and the others stay', () => {
    const before = slips('2026-12-04T17:00');
    const after = slips('2026-12-04T17:00', 'Jo', saying(new Map([[before[1]!, 'no']])));
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining([before[0], before[2]]));
    expect(after).not.toContain(before[1]);
  });
  it('begin with what I marked, where it fits', () => {
    const all = slipsFor(IDEAS, NOTHING, new Date('2026-12-04T17:00'), 'winter', 'Jo').map(({ id }) => id);
    const other = ids({ season: true, minutes: 240 }).find((id) => !all.includes(id) && !ids({ where: 'apart' }).includes(id))!;
    for (const mark of ['newToUs', 'excited'] as const) {
      const three = slips('2026-12-04T17:00', 'Jo', { ...NOTHING, [mark]: new Set([other]) });
      expect(three[0]).toBe(other);
      expect(new Set(three).size).toBe(3);
    }
    expect(slips('2026-12-04T17:00', 'Jo', { ...NOTHING, newToUs: new Set([other]), done: doneOf([outing(other, '2020-01-01T19:00:00Z')]) })).toEqual(all);
  });
  it('leave out for half a year what we did', () => {
    const [first] = slips('2026-12-04T17:00');
    const on = (instant: string): string[] => slips('2026-12-04T17:00', 'Jo', { ...NOTHING, done: doneOf([outing(first!, instant)]) });
    expect(on('2026-10-01T19:00:00Z')).not.toContain(first);
    expect(on('2026-01-01T19:00:00Z')).toContain(first);
  });
  it('stay as they are when another idea comes into the jar, but for the place it takes', () => {
    const another = slipsOf([], [{ id: 'f'.repeat(32), title: 'Row', note: '', hobby: false, place: 'out', cost: 0, effort: 0, minutes: 90, lively: false, sober: true, childrenAsleep: false, stepFree: false, ours: false }]);
    let drawn = 0;
    for (let day = 1; day <= 200; day++) {
      const evening = new Date(2026, 0, day, 20);
      const before = slipsFor(IDEAS, NOTHING, evening, 'winter', 'Jo').map(({ id }) => id);
      const after = slipsFor([...another, ...IDEAS], NOTHING, evening, 'winter', 'Jo').map(({ id }) => id);
      if (after.includes(another[0]!.id)) drawn += 1;
      expect(after.filter((id) => id !== another[0]!.id)).toEqual(before.slice(0, after.includes(another[0]!.id) ? 2 : 3));
    }
    expect(drawn).toBeGreaterThan(0);
  });
  it('are one person’s own, so that nothing can be read from a missing one', () => {
    const both = Array.from({ length: 5 }, (_, day) => [slips(`2026-12-0${1 + day}T17:00`, 'Jo'), slips(`2026-12-0${1 + day}T17:00`, 'Sam')]);
    expect(both.some(([mine, theirs]) => mine!.join() !== theirs!.join())).toBe(true);
  });
});

describe('drawing', () => {
  it('draws what I have said nothing of, until there is none', () => {
    const some = IDEAS.slice(0, 3);
    const said = new Map<string, Leaning>([[some[0]!.id, 'yes'], [some[1]!.id, 'no']]);
    expect(drawOne(some, said, null)).toBe(some[2]);
    expect(drawOne(some, said, some[2]!, () => 0)).toBe(some[0]);
    expect(drawOne(some.slice(0, 1), SILENT, some[0]!)).toBe(some[0]);
    expect(drawOne([], SILENT, null)).toBeNull();
  });
});

describe('the time of year', () => {
  it.each([
    ['2026-01-10', 'Europe/Berlin', 'winter'],
    ['2026-03-10', 'Europe/Berlin', 'spring'],
    ['2026-12-10', 'Europe/Berlin', 'winter'],
    ['2026-01-10', 'Australia/Brisbane', 'summer'],
    ['2026-07-10', 'America/Sao_Paulo', 'winter'],
  ])('%s in %s', (day, zone, season) => expect(seasonOf(new Date(`${day}T12:00`), zone)).toBe(season));
});

describe('speed', () => {
  it('narrows five hundred ideas well within a frame', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ ...IDEAS[at % IDEAS.length]!, id: `idea-${at}` }));
    const began = performance.now();
    for (let round = 0; round < 20; round++) many.filter((idea) => fits(idea, { ...EVERYTHING, where: 'apart', cost: 1, season: true }, NOTHING, 'winter'));
    expect((performance.now() - began) / 20).toBeLessThan(16);
  });
});
