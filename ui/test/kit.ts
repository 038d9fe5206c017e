// What tests of components share: a stand-in engine behind the bridge, texts read, and axe.
import axe from 'axe-core';
import { expect } from 'vitest';
import { connect, disconnect, useEngine } from '../src/bridge';
import { FakeEngine, type FakeOptions } from '../src/bridge/fake';
import { announcer, router, toasts } from '../src/kit';
import { home } from '../src/session/home.svelte';
import { preferences } from '../src/session/preferences.svelte';
import { LATER_AREAS, need } from '../src/texts/index.svelte';

/** Puts a stand-in behind the bridge and reads everything the window reads at its start. */
export async function begin(options: Partial<FakeOptions> = {}, path = ''): Promise<FakeEngine> {
  await disconnect();
  const engine = new FakeEngine(options);
  useEngine(engine);
  toasts.clear();
  announcer.text = '';
  home.firstRun = false;
  history.replaceState(null, '', `#/${path}`);
  router.go(path, { replace: true });
  await Promise.all([connect(), preferences.read(), home.read()]);
  await need(LATER_AREAS);
  return engine;
}

/** Fails with what axe found. Colours are judged by `styles/contrast.test.ts`; jsdom paints nothing. */
export async function expectAccessible(root: Element = document.body, { page = true } = {}): Promise<void> {
  const result = await axe.run(root, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, ...(page ? {} : { region: { enabled: false } }) },
  });
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
