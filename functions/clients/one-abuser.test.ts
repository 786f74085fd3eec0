import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { expect, it } from 'vitest';
import { createJobEndpoint } from '../create-job/endpoint.ts';
import { httpEvent } from '../testing/http-event.ts';
import { MemoryBuckets } from '../testing/memory-buckets.ts';
import { MemoryCounters } from '../testing/memory-counters.ts';
import { sampleId } from '../testing/sample-jobs.ts';
import { createClientLimiter } from './client-limiter.ts';

const minuteMs = 60_000;
const limit = { burst: 30, perHour: 60 };

/** The endpoint that creates jobs, with a clock that requests set. Created jobs are not kept. */
function endpoint() {
  let nowMs = 0;
  const clock = () => nowMs;
  const write = () => undefined;
  const buckets = new MemoryBuckets();
  const handle = createJobEndpoint(
    { log: { info: write, warn: write, error: write }, ...memoryMetrics() },
    {
      table: { create: async () => undefined, read: async () => undefined },
      counters: new MemoryCounters(),
      workerStartSeconds: 0,
      signer: { uploadForm: async () => ({ url: 'https://uploads.example/', fields: {} }) },
      clock,
      randomUuid: () => sampleId(),
      randomBytes: (count) => new Uint8Array(count),
      maxUploadBytes: 10_000,
      maxQueuedJobs: 1000,
      limitClient: createClientLimiter({ buckets, clock, secret: 's', action: 'create', limit }),
    },
  );
  const event = httpEvent({});
  const create = async (atMs: number, address: string) => {
    nowMs = atMs;
    const headers = { ...event.headers, 'x-forwarded-for': address };
    return (await handle({ ...event, headers })).statusCode;
  };
  return { create, buckets };
}

it('20 honest clients send songs while one sends 200 requests a second', async () => {
  const { create, buckets } = endpoint();
  const minutes = 3;
  const answers: Record<'honest' | 'abuser', Record<string, number>> = { honest: {}, abuser: {} };
  const count = (who: 'honest' | 'abuser', status = 0) => {
    answers[who][status] = (answers[who][status] ?? 0) + 1;
  };
  for (let atMs = 0; atMs < minutes * minuteMs; atMs += 5) {
    count('abuser', await create(atMs, '203.0.113.66'));
    // Each honest client sends a song every half minute, at times of its own.
    for (let n = 0; n < 20; n += 1) {
      if (atMs % (minuteMs / 2) === n * 50) count('honest', await create(atMs, `192.0.2.${n}`));
    }
  }
  expect(answers.honest).toEqual({ 201: 20 * 2 * minutes });
  // Its burst, and one more each minute: the token of the last minute is not there yet.
  const admitted = limit.burst + minutes - 1;
  const sent = minutes * 60 * 200;
  expect(answers.abuser).toEqual({ 201: admitted, 429: sent - admitted });
  // A refused request costs one write, an admitted one two at most.
  expect(buckets.writes).toBeLessThanOrEqual(sent + admitted + 2 * (20 * 2 * minutes));
  expect(buckets.fullAtMs.size).toBe(21);
});
