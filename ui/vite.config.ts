/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { LATER_AREAS } from './src/texts/areas';

/** The words that every screen needs, in one file a language: the first screen waits for all of them. */
function words(id: string): string | null {
  const found = /[\\/]locales[\\/](\w+)[\\/]([\w-]+)\.ftl/.exec(id);
  return found && !(LATER_AREAS as readonly string[]).includes(found[2]!) ? `words-${found[1]!}` : null;
}

/** The two typefaces of the first screen are asked for with the page, and not when the first word is set in them. */
const faces: Plugin = {
  name: 'faces',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => /(?:nunito-sans|literata)-latin-wght-normal-[\w-]+\.woff2$/.test(file))
        .map((file) => ({ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: '' }, injectTo: 'head' })),
  },
};

export default defineConfig(({ mode, command }) => ({
  // Assets are addressed relative to the page: the window loads them from its own protocol, not from a server's root.
  base: './',
  plugins: [svelte(), faces],
  define: {
    // The in-memory stand-in for the engine exists outside the window only. A production build never contains it.
    __FAKE_BRIDGE__: JSON.stringify(command === 'serve' || mode === 'fake' || mode === 'test'),
  },
  build: {
    // What reads `:dir()` and container queries by itself; older targets would have them rewritten into something else.
    target: ['safari16.4', 'chrome120'],
    // The content policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: words }] } } },
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : undefined,
  server: { port: 5183, strictPort: true },
  // Previews run under the window's own content policy, so that what it forbids is seen early.
  preview: {
    port: 5184,
    strictPort: true,
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; media-src 'none'; worker-src 'none'; frame-src 'none'",
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./test/setup.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    css: false,
    restoreMocks: true,
    maxWorkers: 1,
    testTimeout: 60_000,
  },
}));
