/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig(({ mode, command }) => ({
  // Assets are addressed relative to the page: the window loads them from its own protocol, not from a server's root.
  base: './',
  plugins: [svelte()],
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
