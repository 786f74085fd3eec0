import { parseArgs } from 'node:util';
import { openTestStack } from '../testing/open-test-stack.ts';
import { runSoak, type SoakReport } from './soak.ts';

/** `npm run soak -- --minutes 15 --workers 2 --songs 1 --seed 1`. Exit code 1 if anything went wrong unexpectedly. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    workers: { type: 'string', default: '2' },
    songs: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const stack = await openTestStack({ pages: false, worker: false });
try {
  const report = await runSoak(
    stack.context,
    {
      minutes: Number(values.minutes),
      workers: Number(values.workers),
      songs: Number(values.songs),
      seed: Number(values.seed),
    },
    console.log,
  );
  print(report);
} finally {
  await stack.close();
}

function print({ jobs, faults, failed, ...problems }: SoakReport): void {
  console.table({ jobs });
  console.table({ faults });
  console.table({ 'failed by code': failed });
  const entries = Object.entries(problems);
  console.table({ problems: Object.fromEntries(entries.map(([name, all]) => [name, all.length])) });
  for (const [name, all] of entries) for (const one of all) console.log(`${name}: ${one}`);
  process.exitCode = entries.some(([, all]) => all.length > 0) ? 1 : 0;
}
