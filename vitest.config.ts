import { defineConfig } from 'vitest/config';

const notUnit = [
  '**/node_modules/**',
  '**/*.{model,stack,own-stack,product,image,browser}.test.ts',
];
/** Synthesising the infrastructure and decoding files take seconds on a busy machine. */
const unitTimeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

/**
 * `unit` needs only Node. `isolated` are unit tests that replace modules, globals, or settings that are
 * read once: each file loads all modules anew, which takes twice as long. `model` runs the real separation
 * network; `stack` uses one deployed local stack, `own-stack` one with other settings for each file;
 * `product` starts `npm start` itself; `image` builds and runs the worker's image; `browser` drives Chromium
 * against a stack. `localstack/test.ts` says which of them run at the same time.
 */
export default defineConfig({
  test: {
    // Vitest leaves one core idle, which is half of a machine with two.
    maxWorkers: '100%',
    globalSetup: ['localstack/testing/temporary-folder-setup.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,infra,functions,gpu-worker,localstack,bench,training}/**/*.test.ts'],
          exclude: [...notUnit, '**/*.isolated.test.ts'],
          isolate: false,
          ...unitTimeouts,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'isolated',
          include: ['web/**/*.test.{ts,tsx}', '**/*.isolated.test.ts'],
          exclude: notUnit,
          ...unitTimeouts,
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
          name: 'own-stack',
          include: ['localstack/**/*.own-stack.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'product',
          include: ['localstack/**/*.product.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'image',
          include: ['localstack/**/*.image.test.ts'],
          globalSetup: ['localstack/testing/stack-setup.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 900_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'browser',
          // Pages that only one test sees are looked at two at a time.
          maxConcurrency: 2,
          include: ['web/e2e/**/*.browser.test.ts'],
          globalSetup: ['localstack/testing/stack-with-worker-setup.ts'],
          fileParallelism: false,
          // Pages react within seconds on a busy machine.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
});
