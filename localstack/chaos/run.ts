import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePort } from '../ports.ts';
import { Product } from '../testing/product.ts';
import { runChaos } from './chaos.ts';

/** `npm run chaos -- --kills 50 --seed 1`: see `chaos.ts`. Exit code 1 when a song was lost. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});
const stateDir = await mkdtemp(join(tmpdir(), 'my-pitch-chaos-'));
const product = new Product({
  stateDir,
  webPort: await findFreePort(),
  awsPort: await findFreePort(),
});
try {
  const { startSeconds, ...report } = await runChaos(
    product,
    { kills: Number(values.kills), seed: Number(values.seed) },
    console.log,
  );
  const sorted = startSeconds.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log({ ...report, starts: sorted.length, medianStartSeconds: median });
  process.exitCode = report.broken.length + report.unfinished.length > 0 ? 1 : 0;
} finally {
  product.killAll();
  await product.gone();
  await rm(stateDir, { recursive: true, force: true });
}
