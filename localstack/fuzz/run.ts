import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openTestStack } from '../testing/open-test-stack.ts';
import { countRequests, createFinishedSong, runSchemathesis } from './run-schemathesis.ts';

const usage = 'npm run fuzz:api -- [--requests 10000] [--seed 1]';
const maxExamples = 5;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const requests = z.coerce.number().int().positive().parse(values.requests);
const firstSeed = z.coerce.number().int().nonnegative().parse(values.seed);

/**
 * `npm run fuzz:api`: runs Schemathesis against a local stack, with one seed after the other, until it
 * has sent this many requests or found a fault.
 */
console.log(`At least ${requests} requests, seed ${firstSeed}\n${usage}`);
const total: Record<string, number> = {};
const stack = await openTestStack({ pages: false, worker: false });
try {
  const song = await createFinishedSong(stack.context);
  const { webUrl: url } = stack.context;
  for (let seed = firstSeed; countRequests(total) < requests; seed += 1) {
    const run = await runSchemathesis({ url, seed, maxExamples, song });
    for (const [answer, times] of Object.entries(run.answers)) {
      total[answer] = (total[answer] ?? 0) + times;
    }
    console.log(`Seed ${seed}: ${countRequests(run.answers)} requests`);
    if (run.hasPassed) continue;
    console.error(run.output);
    process.exitCode = 1;
    break;
  }
} finally {
  await stack.close();
}
for (const answer of Object.keys(total).sort()) console.log(`${answer}: ${total[answer]}`);
console.log(`${countRequests(total)} requests`);
