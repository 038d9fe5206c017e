import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { connect, useEngine } from './bridge';
import { home } from './session/home.svelte';
import { preferences } from './session/preferences.svelte';
import { router } from './kit';
import { beginToday } from './today/today.svelte';
import App from './window/App.svelte';
import { routeFor } from './window/places';

async function start(): Promise<void> {
  if (__FAKE_BRIDGE__ && !('__TAURI_INTERNALS__' in window)) {
    const { fakeFromAddress } = await import('./bridge/fake-address');
    useEngine(fakeFromAddress());
  }
  const { route } = routeFor(router.path);
  const texts = preferences.read(route.texts);
  await Promise.all([connect(), texts, home.read(), route.at === 'today' ? beginToday(texts) : null]);
  mount(App, { target: document.getElementById('app')! });
}

void start();
