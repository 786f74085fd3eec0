import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { JobFailure } from '@my-pitch/shared/errors';
import { defaultLimits } from '@my-pitch/shared/limits';
import { expect, it } from 'vitest';
import { memoryBytes } from '../../audio/process-limits.ts';
import { temporaryFolder } from '../../audio/testing/audio-fixtures.ts';
import { librariesBytes, watchPeak } from '../../audio/testing/child-processes.ts';
import { decodeSong } from './decode-song.ts';
import type { HostileFile } from './testing/hostile-file.ts';
import { makeHostileFiles } from './testing/hostile-files.ts';

const { maxDurationSeconds } = defaultLimits;

/** Far more than any file takes on an idle machine, far less than a song's time limit. */
const maxSeconds = 150;

/** `ok` or the error, decoded with the worker's limits. */
async function outcomeOf({ bytes, name }: HostileFile, folder: string): Promise<unknown> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const options = { maxDurationSeconds, signal: AbortSignal.timeout(maxSeconds * 1000) };
  try {
    await decodeSong(path, `${path}.f32`, options);
    return 'ok';
  } catch (error) {
    return error;
  } finally {
    await rm(path);
    await rm(`${path}.f32`, { force: true });
  }
}

const folder = await temporaryFolder();
/** `npm run test:hostile-files` has ten. */
const cutsOfEach = process.env.HOSTILE_FILES === 'all' ? 10 : 3;
const files = makeHostileFiles(folder, cutsOfEach);

it.concurrent.each(files)(
  '$name',
  async (file) => {
    const peak = watchPeak();
    const outcome = await outcomeOf(file, folder);
    expect(peak.stop()).toBeLessThan(memoryBytes + librariesBytes);
    if (outcome === 'ok') return expect(file.ends).toContain('ok');
    expect(outcome).toBeInstanceOf(JobFailure);
    const { code, message } = outcome as JobFailure;
    expect(file.ends).toContain(code);
    expect(message.length).toBeLessThanOrEqual(240);
    expect(message).not.toMatch(/\/|0x|\n/);
  },
  200_000,
);
