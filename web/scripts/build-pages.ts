import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlePlayerEngine } from './player-engine.ts';

const webFolder = join(import.meta.dirname, '..');
const { path, code } = await bundlePlayerEngine();

execFileSync('next', ['build'], {
  cwd: webFolder,
  stdio: 'inherit',
  // Next replaces the first variable in the scripts.
  env: { ...process.env, NEXT_PUBLIC_PLAYER_ENGINE: path, NEXT_TELEMETRY_DISABLED: '1' },
});
// Next refuses a folder `_next` among its public files, so the engine joins the result.
await writeFile(join(webFolder, 'out', path), code);
