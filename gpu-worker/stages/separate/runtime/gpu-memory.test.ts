import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { batchThatFits } from './gpu-memory.ts';

afterEach(() => vi.unstubAllEnvs());

// 2 GB for the network and CUDA, 0.54 GB for each segment: two segments need 3.08 GB, four 4.16 GB.
it.each([
  ['cuda', 0, 1],
  ['cuda', 2.4e9, 1],
  ['cuda', 3.07e9, 1],
  ['cuda', 3.09e9, 2],
  ['cuda', 3.61e9, 2],
  ['cuda', 3.63e9, 3],
  ['cuda', 4.15e9, 3],
  ['cuda', 4.17e9, 4],
  ['cuda', 140e9, 4],
  ['webgpu', 140e9, 1],
  ['cpu', 140e9, 1],
])('%s with %d bytes free computes %i segments per call', async (provider, freeBytes, batch) => {
  expect(await batchThatFits(provider, async () => freeBytes)).toBe(batch);
});

// nvidia-smi reports MiB: 2944 MiB are 3.087 GB.
it.skipIf(process.platform === 'win32').each([
  ['2944', 2],
  ['2900', 1],
  ['[N/A]', 1],
])('reads free memory of %s MiB from nvidia-smi', async (mebibytes, batch) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'nvidia-smi');
  writeFileSync(path, `#!/bin/sh\necho '${mebibytes}'\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('PATH', folder);
  expect(await batchThatFits('cuda')).toBe(batch);
});

it('computes one segment per call without nvidia-smi', async () => {
  vi.stubEnv('PATH', '');
  expect(await batchThatFits('cuda')).toBe(1);
});
