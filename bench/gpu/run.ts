import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

/**
 * All figures of one GPU in at most 15 minutes, for a machine that is lent for a short time: the separation
 * by preset, then songs a minute with 1, 2 and 4 songs in flight.
 *
 * `npm run bench:gpu [-- --providers cpu --songs stempeg6 --seconds 30 --minutes 15]`; the options rehearse
 * it on a machine without a GPU.
 */
const { values } = parseArgs({
  options: {
    providers: { type: 'string', default: 'cuda' },
    songs: { type: 'string', default: 'musdb30,musdb180' },
    seconds: { type: 'string', default: '180' },
    minutes: { type: 'string', default: '15' },
  },
});
const bench = resolve(import.meta.dirname, '..');
const deadlineMs = performance.now() + Number(values.minutes) * 60_000;

const separation = ['--only', 'ours', '--songs', values.songs, '--providers', values.providers];
await run('separation/run.ts', separation);
await run('throughput/run.ts', ['--songs', '8', '--seconds', values.seconds]);

/** Runs one benchmark, and ends it at the deadline; what it has printed remains. */
async function run(program: string, args: readonly string[]): Promise<void> {
  const leftMs = deadlineMs - performance.now();
  if (leftMs <= 0) return;
  console.log(`\n${program} ${args.join(' ')}`);
  const child = spawn(process.execPath, [join(bench, program), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    signal: AbortSignal.timeout(leftMs),
  });
  const [code] = await once(child, 'close').catch((error: Error) => [error.message]);
  if (code !== 0) console.error(`${program} did not end well: ${code}`);
}
