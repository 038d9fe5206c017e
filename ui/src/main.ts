import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { connect, useEngine } from './bridge';
import { home } from './session/home.svelte';
import { preferences } from './session/preferences.svelte';
import { router } from './kit';
import App from './window/App.svelte';
import { routeFor } from './window/places';

async function start(): Promise<void> {
  if (__FAKE_BRIDGE__ && !('__TAURI_INTERNALS__' in window)) {
    const { fakeFromAddress } = await import('./bridge/fake-address');
    useEngine(fakeFromAddress());
  }
  await Promise.all([connect(), preferences.read(routeFor(router.path).route.texts), home.read()]);
  mount(App, { target: document.getElementById('app')! });
}

void start();
