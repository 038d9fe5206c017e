import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asBridgeError, bridge, BridgeError, connect, disconnect, onNotice, useEngine } from '.';
import { FakeEngine } from './fake';

let engine: FakeEngine;
beforeEach(async () => {
  await disconnect();
  engine = new FakeEngine({ home: 'locked', name: 'Jo' });
  useEngine(engine);
  await connect();
});

describe('a command', () => {
  it('answers with its data', async () => {
    expect(await bridge.getHome()).toEqual({ kind: 'locked', name: 'Jo', keyring: true, screenLock: false, keyringGone: false });
  });

  it('that is refused throws its code and what belongs to it', async () => {
    engine.refuseNext('keepEntry', { code: 'titleTooLong', limit: 300 });
    const refused = await bridge.keepEntry({ id: null, title: '', body: '', feelings: [], tags: [], writtenAt: null, zone: null }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(BridgeError);
    expect(refused).toMatchObject({ code: 'titleTooLong', detail: { limit: 300 } });
  });

  it('that is refused in words, before it was a command at all, is an internal error', async () => {
    engine.refuseNext('keepEntry', 'invalid args `entry`' as never);
    await expect(bridge.keepEntry({} as never)).rejects.toMatchObject({ code: 'internal' });
  });

  it('that never reached the engine is an internal error, not a crash', async () => {
    useEngine({ ...engine, commands: { getHome: () => Promise.reject(new Error('gone')) } as never, listen: () => Promise.resolve(() => undefined) });
    await expect(bridge.getHome()).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a notice', () => {
  it('reaches those who asked for its kind, and nobody else', () => {
    const arrived = vi.fn();
    const settled = vi.fn();
    onNotice(['entryArrived'], arrived);
    onNotice(['nudgeSettled', 'nudgeFellDue'], settled);
    engine.tell({ kind: 'entryArrived', id: 'a' });
    expect(arrived).toHaveBeenCalledExactlyOnceWith({ kind: 'entryArrived', id: 'a' });
    expect(settled).not.toHaveBeenCalled();
  });

  it('is no longer heard after stopping', () => {
    const heard = vi.fn();
    onNotice(['homeChanged'], heard)();
    engine.tell({ kind: 'homeChanged' });
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('anything thrown', () => {
  it('becomes a BridgeError', () => {
    expect(asBridgeError({ code: 'inviteSpent' }).code).toBe('inviteSpent');
    expect(asBridgeError(new Error('x')).code).toBe('internal');
    expect(asBridgeError(undefined).code).toBe('internal');
  });
});
