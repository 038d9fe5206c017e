import { describe, expect, it } from 'vitest';
import type { Leaning } from '../bridge';
import { leaningOf, swipe } from './swipe';

describe('a push', () => {
  it.each([
    [120, 10, 'yes'],
    [-120, -10, 'no'],
    [60, 0, null],
    [120, 90, null],
    [0, 300, null],
  ] as const)('of %i across and %i down means %s', (across, down, leaning) => {
    expect(leaningOf(across, down)).toBe(leaning);
  });

  function slip() {
    const element = document.createElement('section');
    const moved: (Leaning | null)[] = [];
    const done: Leaning[] = [];
    const off = swipe(
      (leaning) => moved.push(leaning),
      (leaning) => done.push(leaning),
    )(element);
    const tell = (type: string, x: number, pointerType = 'touch', pointerId = 1): void => {
      element.dispatchEvent(Object.assign(new Event(type), { clientX: x, clientY: 0, pointerType, pointerId, isPrimary: true }));
    };
    return { moved, done, tell, off: () => (off as () => void)() };
  }

  it('says on the way what it means, and does it when it is let go', () => {
    const { moved, done, tell, off } = slip();
    tell('pointerdown', 0);
    tell('pointermove', 50);
    tell('pointermove', 150);
    expect(moved).toEqual([null, 'yes']);
    tell('pointerup', 150);
    expect(done).toEqual(['yes']);
    // Pushed back before it is let go, it means nothing; so does one the system took over for scrolling.
    tell('pointerdown', 0);
    tell('pointermove', -150);
    tell('pointerup', -10);
    tell('pointerdown', 0);
    tell('pointermove', -150);
    tell('pointercancel', -150);
    expect(done).toEqual(['yes']);
    off();
    tell('pointerdown', 0);
    tell('pointerup', 150);
    expect(done).toEqual(['yes']);
  });

  it('is not made with a mouse, nor by a second finger', () => {
    const { done, tell } = slip();
    tell('pointerdown', 0, 'mouse');
    tell('pointerup', 150, 'mouse');
    tell('pointerdown', 0);
    tell('pointerup', 150, 'touch', 2);
    expect(done).toEqual([]);
  });
});
