import { expect, test } from 'vitest';
import { batchThatFits } from './gpu-memory.ts';

test.each([
  ['cuda', 0, 1],
  ['cuda', 2.4e9, 1],
  ['cuda', 3.2e9, 2],
  ['cuda', 8e9, 4],
  ['cuda', 140e9, 4],
  ['webgpu', 140e9, 1],
  ['cpu', 140e9, 1],
])('%s with %d bytes free takes %i segments at a time', async (provider, freeBytes, batch) => {
  expect(await batchThatFits(provider, async () => freeBytes)).toBe(batch);
});

test('a machine that does not tell its free memory takes one segment at a time', async () => {
  const path = process.env.PATH;
  process.env.PATH = '';
  try {
    expect(await batchThatFits('cuda')).toBe(1);
  } finally {
    process.env.PATH = path;
  }
});
