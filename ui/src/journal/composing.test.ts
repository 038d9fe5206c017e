import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin } from '../../test/kit';
import { FakeEngine } from '../bridge/fake';
import { Composing } from './composing.svelte';

let engine: FakeEngine;
let words = { title: '', body: '', feelings: [] as string[] };
const born = vi.fn();

beforeEach(async () => {
  engine = await begin();
  words = { title: '', body: '', feelings: [] };
  born.mockClear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const write = (composing: Composing, body: string): void => {
  words = { ...words, body };
  composing.touch();
};

it('keeps after a pause, once, and says so only then', async () => {
  const composing = new Composing(() => words, born);
  write(composing, 'a');
  write(composing, 'ab');
  expect(composing.state).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(699);
  expect(engine.callsOf('keepEntry')).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.callsOf('keepEntry')).toEqual([[{ id: null, title: '', body: 'ab', feelings: [], tags: [], writtenAt: null, zone: null }]]);
  expect(composing.state).toBe('saved');
  expect(born).toHaveBeenCalledOnce();
});

it('never waits longer than two seconds, however fast one writes', async () => {
  const composing = new Composing(() => words, born);
  for (let at = 0; at < 25; at += 1) {
    write(composing, 'x'.repeat(at + 1));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(engine.callsOf('keepEntry').length).toBeGreaterThanOrEqual(1);
});

it('writes to the same entry from then on', async () => {
  const composing = new Composing(() => words, born);
  write(composing, 'a');
  await composing.save();
  write(composing, 'b');
  await composing.save();
  expect(engine.entries).toHaveLength(1);
  expect(engine.entries[0]!.body).toBe('b');
  expect(born).toHaveBeenCalledOnce();
});

it('makes no entry of an empty page', async () => {
  const composing = new Composing(() => words, born);
  write(composing, '  ');
  expect(await composing.save()).toBe(true);
  expect(engine.callsOf('keepEntry')).toHaveLength(0);
  expect(composing.state).toBe('still');
});

it('says when it could not be kept, keeps the words, and tries again', async () => {
  const composing = new Composing(() => words, born);
  engine.refuseNext('keepEntry', { code: 'cannotSave', reason: 'diskFull' });
  write(composing, 'a');
  expect(await composing.save()).toBe(false);
  expect(composing.state).toBe('failed');
  expect(composing.dirty).toBe(true);
  expect(await composing.save()).toBe(true);
  expect(composing.state).toBe('saved');
  expect(composing.error).toBeNull();
});

it('what is written while it is being kept is kept as well', async () => {
  const composing = new Composing(() => words, born);
  write(composing, 'a');
  const first = composing.save();
  write(composing, 'ab');
  expect(composing.dirty).toBe(true);
  await Promise.all([first, composing.save()]);
  expect(composing.dirty).toBe(false);
  expect(engine.entries.map(({ body }) => body)).toEqual(['ab']);
});
