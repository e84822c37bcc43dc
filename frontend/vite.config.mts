import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { atomicCss } from './build/atomicCss.mts';

export default defineConfig({
  // The page lives at /connect/page, its assets at /assets: addresses are absolute.
  base: '/',
  plugins: [react(), atomicCss()],
  resolve: { tsconfigPaths: true },
  build: {
    outDir: '../backend/AssetsBackup/wwwroot',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 30_000,
    // Atlaskit is loaded once a thread, not once a file; every test cleans up behind itself.
    isolate: false,
    pool: 'threads',
    maxWorkers: 2,
    restoreMocks: true,
  },
});
