import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isPress, keyNames } from './commands';
import { address, router } from './router.svelte';
import { announcer, toasts } from './toast.svelte';

const press = (key: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent => new KeyboardEvent('keydown', { key, ...held });

describe('a key press', () => {
  it('is known with everything that is held', () => {
    expect(isPress(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(isPress(press('K', { ctrlKey: true, shiftKey: true }), 'mod+k')).toBe(false);
    expect(isPress(press('D', { ctrlKey: true, shiftKey: true }), 'mod+shift+d')).toBe(true);
    expect(isPress(press('k'), 'mod+k')).toBe(false);
    expect(isPress(press('F6'), 'f6')).toBe(true);
    expect(isPress(press('F6', { ctrlKey: true }), 'f6')).toBe(false);
    expect(isPress(press(',', { ctrlKey: true }), 'mod+,')).toBe(true);
  });

  it('on a digit is found by its place, where the digit itself needs Shift', () => {
    expect(isPress(press('&', { ctrlKey: true, code: 'Digit1' }), 'mod+1')).toBe(true);
    expect(isPress(press('1', { ctrlKey: true, code: 'Numpad1' }), 'mod+1')).toBe(true);
  });

  it('has names for the eyes', () => {
    expect(keyNames('f6')).toEqual(['F6']);
    expect(keyNames('mod+=')).toHaveLength(2);
    expect(keyNames('mod+=')[1]).toBe('+');
  });
});

describe('the router', () => {
  beforeEach(() => router.go('today', { replace: true }));

  it('keeps where we are, with parts from data encoded', () => {
    router.go(address('journal', 'entry', 'a/b ü'));
    expect(router.path).toEqual(['journal', 'entry', 'a/b ü']);
    expect(location.hash).toBe('#/journal/entry/a%2Fb%20%C3%BC');
  });

  it('leaves no step behind when it replaces', () => {
    const before = history.length;
    router.go('us/help', { replace: true });
    expect(history.length).toBe(before);
    router.go('us');
    expect(history.length).toBe(before + 1);
  });

  it('gives the focus to one heading per arrival', () => {
    router.go('us');
    expect(router.takeFocus()).toBe(true);
    expect(router.takeFocus()).toBe(false);
    router.turn();
    expect(router.takeFocus()).toBe(true);
  });

  it('asks before leaving, and stays when told to', async () => {
    let leave = false;
    const stop = router.guard(() => leave);
    router.go('dates');
    await Promise.resolve();
    expect(router.path).toEqual(['today']);
    leave = true;
    router.go('dates');
    await vi.waitFor(() => expect(router.path).toEqual(['dates']));
    stop();
  });
});

describe('toasts and spoken words', () => {
  beforeEach(() => toasts.clear());

  it('never pile up', () => {
    for (const text of ['a', 'b', 'c', 'd']) toasts.show(text);
    expect(toasts.list.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
  });

  it('close by themselves only when told', () => {
    const id = toasts.show('a');
    toasts.close(id);
    expect(toasts.list).toEqual([]);
  });

  it('the same words twice are spoken twice', () => {
    announcer.say('Kept');
    const first = announcer.text;
    announcer.say('Kept');
    expect(announcer.text).not.toBe(first);
    expect(announcer.text.trim()).toBe('Kept');
  });
});
