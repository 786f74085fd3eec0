import { parseArgs } from 'node:util';
import { openTestStack } from '../testing/open-test-stack.ts';
import { abuser, honestClient, Tally } from './clients.ts';

// `npm run bench:abuse`: 20 pages send songs and poll, first alone and then beside a client that sends 200
// requests a second, or as many as the emulator answers. All on loopback, each from an address of its own.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '45' },
    rate: { type: 'string', default: '200' },
    honest: { type: 'string', default: '20' },
  },
});
const [seconds, perSecond, pages] = [values.seconds, values.rate, values.honest].map(Number);
if (!seconds || !perSecond || !pages || pages > 200)
  throw new RangeError('The options are not valid');

const burst = 10;
const perHour = 360;
const limits = { clientBurst: String(burst), clientSongsPerHour: String(perHour) };
const context = { ...limits, maxQueuedJobs: '100000' };
const stack = await openTestStack({ pages: false, worker: false, context });
const { webUrl } = stack.context;
try {
  await warmUp();
  const alone = await measure(0);
  const beside = await measure(perSecond);
  const admitted = beside.abuse.count(201);
  const allowed = burst + Math.ceil((seconds * perHour) / 3600) + 1;
  console.log(`The abuser's bucket allows ${allowed} songs in this time; it got ${admitted}.`);
  const refused = [alone, beside].map(({ creates, polls }) => {
    return creates.total - creates.count(201) + polls.total - polls.count(200);
  });
  if (admitted > allowed || refused.some((count) => count > 0)) process.exitCode = 1;
} finally {
  await stack.close();
}

/** Lets the emulator start the processes of the functions, one for each request at a time. */
async function warmUp(): Promise<void> {
  const [creates, polls] = [new Tally(), new Tally()];
  for (let tries = 0; tries < 20 && polls.count(200) === 0; tries += 1) {
    const options = { untilMs: Date.now() + 5000, songSeconds: 60, creates, polls };
    await honestClient(webUrl, '127.0.3.1', options);
  }
}

/** Lets the honest clients work for a while, beside an abuser with this rate. */
async function measure(rate: number) {
  const [creates, polls, abuse] = [new Tally(), new Tally(), new Tally()];
  const untilMs = Date.now() + Number(seconds) * 1000;
  const honest = Array.from({ length: Number(pages) }, (_, n) =>
    honestClient(webUrl, `127.0.1.${n + 1}`, { untilMs, songSeconds: 15, creates, polls }),
  );
  const options = { untilMs, perSecond: rate, maxOpen: 32, creates: abuse };
  await Promise.all([...honest, ...(rate > 0 ? [abuser(webUrl, '127.0.2.1', options)] : [])]);
  console.log(
    `\n${pages} pages${rate > 0 ? `, and a client that sends ${rate} requests a second` : ''}`,
  );
  console.log(`  songs of the pages: ${creates}\n  their polls:        ${polls}`);
  if (rate > 0)
    console.log(
      `  the other client:   ${abuse} (${(abuse.total / Number(seconds)).toFixed(0)} a second)`,
    );
  return { creates, polls, abuse };
}
