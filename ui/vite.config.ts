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
    target: ['safari16.4', 'chrome111'],
    // The content policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : undefined,
  server: { port: 5183, strictPort: true },
  preview: { port: 5184, strictPort: true },
  test: {
    environment: 'jsdom',
    setupFiles: ['./test/setup.ts'],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    css: false,
    restoreMocks: true,
    maxWorkers: 1,
  },
}));
