import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but Node; `model` runs the real separation network; `stack` runs against the
 * deployed local stack; `browser` drives Chromium against it. The later groups start only when the earlier are done,
 * so that two cores are never shared between the network and a browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,infra,functions,gpu-worker,web,localstack,bench,training}/**/*.test.{ts,tsx}',
          ],
          exclude: [
            '**/node_modules/**',
            '**/*.model.test.ts',
            '**/*.stack.test.ts',
            '**/*.browser.test.ts',
          ],
          // Synthesising the infrastructure and decoding real files take seconds on a busy machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'model',
          include: ['{gpu-worker,localstack}/**/*.model.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'stack',
          include: ['localstack/**/*.stack.test.ts'],
          globalSetup: ['localstack/testing/stack-setup.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['web/e2e/**/*.browser.test.ts'],
          globalSetup: ['localstack/testing/stack-with-worker-setup.ts'],
          fileParallelism: false,
          // A page on a busy machine may take seconds for what is done at once elsewhere.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
