import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleAudioScript } from './audio-scripts.ts';

const webFolder = join(import.meta.dirname, '..');
const engine = await bundleAudioScript('player-engine');
const listener = await bundleAudioScript('listener');

execFileSync('next', ['build'], {
  cwd: webFolder,
  stdio: 'inherit',
  // Next replaces the first two variables in the scripts.
  env: {
    ...process.env,
    NEXT_PUBLIC_PLAYER_ENGINE: engine.path,
    NEXT_PUBLIC_LISTENER: listener.path,
    NEXT_TELEMETRY_DISABLED: '1',
  },
});
// Next refuses a folder `_next` among its public files, so the scripts join the result.
for (const { path, code } of [engine, listener])
  await writeFile(join(webFolder, 'out', path), code);
