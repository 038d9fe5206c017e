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
  expect(engine.callsOf('keepEntry')).toEqual([[{ id: null, title: '', body: 'ab', feelings: [], tags: [], writtenAt: null, zone: null, upon: null }]]);
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

it('what was changed elsewhere comes in between two words, and is written upon from then on', async () => {
  const brought = vi.fn(() => true);
  const composing = new Composing(() => words, born, brought);
  const stop = composing.watch();
  write(composing, 'a');
  await composing.save();
  const id = engine.entries[0]!.id;
  engine.versions.brought = { body: 'a\n\nelsewhere' };
  Object.assign(engine.entries[0]!, { version: '01' });
  engine.tell({ kind: 'entryArrived', id });
  await vi.advanceTimersByTimeAsync(0);
  expect(engine.callsOf('bringUpEntry')).toEqual([[{ id, title: '', body: 'a', feelings: [], tags: [], upon: '00' }]]);
  expect(brought).toHaveBeenCalledWith(expect.objectContaining({ body: 'a\n\nelsewhere', upon: '01' }));
  write(composing, 'ab\n\nelsewhere');
  await composing.save();
  expect(engine.callsOf('keepEntry').at(-1)).toEqual([expect.objectContaining({ upon: '01' })]);
  stop();
});

it('asks again when it would come into the middle of a letter, and does not listen to its own saving', async () => {
  const brought = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);
  const composing = new Composing(() => words, born, brought);
  const stop = composing.watch();
  write(composing, 'a');
  await composing.save();
  write(composing, 'ab');
  await composing.save();
  await vi.advanceTimersByTimeAsync(0);
  expect(engine.callsOf('bringUpEntry')).toHaveLength(0);
  Object.assign(engine.entries[0]!, { version: '01' });
  engine.tell({ kind: 'entryKept', id: engine.entries[0]!.id, origin: 'me' });
  await vi.advanceTimersByTimeAsync(0);
  expect(brought).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(brought).toHaveBeenCalledTimes(2);
  stop();
});

it('says when a page holds more than it can, loses nothing, and keeps it all once a part has gone elsewhere', async () => {
  const composing = new Composing(() => words, born);
  write(composing, 'a beginning');
  await vi.advanceTimersByTimeAsync(700);
  expect(composing.state).toBe('saved');
  const pasted = 'word '.repeat(240_000);
  write(composing, pasted);
  await vi.advanceTimersByTimeAsync(700);
  expect(composing.state).toBe('failed');
  expect(composing.error).toMatchObject({ code: 'bodyTooLong' });
  expect(composing.dirty).toBe(true);
  expect(engine.entries[0]?.body).toBe('a beginning');
  write(composing, pasted.slice(0, 500_000));
  await vi.advanceTimersByTimeAsync(700);
  expect(composing.state).toBe('saved');
  expect(composing.error).toBeNull();
  expect(engine.entries[0]?.body).toHaveLength(500_000);
});
