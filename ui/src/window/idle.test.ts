import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useEngine } from '../bridge';
import { FakeEngine } from '../bridge/fake';
import { watchIdle } from './idle';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watch(minutes: number, open = true) {
  const engine = new FakeEngine();
  useEngine(engine);
  const stop = watchIdle(
    () => minutes,
    () => open,
  );
  return { locks: () => engine.callsOf('lockScreen').length, stop };
}

test('locks after the minutes, and not while someone is there', async () => {
  const { locks, stop } = watch(5);
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  window.dispatchEvent(new Event('keydown'));
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(locks()).toBe(0);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(locks()).toBe(1);
  stop();
});

test('never, where that was chosen or nothing is open', async () => {
  for (const one of [watch(0), watch(5, false)]) {
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(one.locks()).toBe(0);
    one.stop();
  }
});
