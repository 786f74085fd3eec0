import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import { ownerToken } from '../sample-jobs.ts';
import { contractViolationOf } from './contract-violation.ts';
import { openHttpApi } from './http-api.ts';
import { askMemoryApi } from './memory-api.ts';
import { fuzzRequest, secretName } from './requests.ts';

const usage = 'npm run fuzz -- [--count 10000] [--seed 1] [--url http://localhost:3000]';
const maxRequests = 1_000_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    url: { type: 'string' },
  },
});
const count = z.coerce.number().int().min(1).max(maxRequests).parse(values.count);
const seed = z.coerce.number().int().parse(values.seed);
const ask = values.url === undefined ? askMemoryApi : openHttpApi(values.url);

/** `npm run fuzz`: sends random requests and checks each response against the API's contract. */
process.stdout.write(
  `${count} requests to ${values.url ?? 'the functions'}, seed ${seed}\n${usage}\n`,
);
const seen: Record<number, number> = {};
await fc.assert(
  fc.asyncProperty(fuzzRequest, async (request) => {
    const response = await ask(request);
    seen[response.status] = (seen[response.status] ?? 0) + 1;
    const violation = contractViolationOf(request, response);
    if (violation !== undefined) throw new Error(violation);
    const log = 'log' in response ? String(response.log) : '';
    if (log.includes(secretName)) throw new Error('The log contains the name of a song');
    if (log.includes(ownerToken)) throw new Error('The log contains an owner token');
  }),
  { numRuns: count, seed },
);
const byStatus = Object.entries(seen).map(([status, times]) => `${status}: ${times}`);
process.stdout.write(`No violation. Responses by status: ${byStatus.join(', ')}\n`);
