import { rm } from 'node:fs/promises';
import { localFolder } from './paths.ts';
import { assertNotRunning } from './processes/running.ts';
import { step } from './step.ts';

try {
  await assertNotRunning();
  await step('songs, scores and the deployed stack removed', () =>
    rm(localFolder, { recursive: true, force: true }),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
