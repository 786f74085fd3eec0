import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aliveFile, isAlive, signalAlive } from './liveness.ts';

it('knows a living worker from one that is silent or never was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alive-'));
  try {
    const file = aliveFile(folder);
    expect(await isAlive(file, Date.now())).toBe(false);
    await signalAlive(file);
    expect(await isAlive(file, Date.now())).toBe(true);
    expect(await isAlive(file, Date.now() + 3 * 60_000)).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
