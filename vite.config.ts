// Builds the desk's page into dist/page, where the desk serves it from.
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'page',
  // Polyfills and inlined files would not pass the page's content security policy.
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
  },
  logLevel: 'warn',
});
