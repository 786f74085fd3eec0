import { parseArgs } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsClientOptions } from '../../localstack/testing/aws-client-options.ts';
import { openTestStack } from '../../localstack/testing/open-test-stack.ts';
import { printTable } from '../measure/print-table.ts';
import { type CountingProxy, openCountingProxy } from './counting-proxy.ts';
import { type Operations, openOperations } from './operations.ts';
import { seedWaitingJobs } from './seed-jobs.ts';
import { type RequestFigures, timeRequests } from './time-requests.ts';

/**
 * What a request costs while other songs wait: `npm run bench:api [-- --waiting 0,100,10000,100000]
 * [-- --requests 40]`. The functions and the worker's writes run in this process against a local stack;
 * a proxy counts the items that they read and write.
 */
const { values } = parseArgs({
  options: {
    waiting: { type: 'string', default: '0,100,10000,100000' },
    requests: { type: 'string', default: '40' },
  },
});
const requests = Number(values.requests);
const none = async () => undefined;

async function measure(proxy: CountingProxy, operations: Operations) {
  const { create, putSong, receiveUpload, poll, claim, progress, complete, count } = operations;
  await operations.settle(await create());
  const last = await queued(operations);
  return {
    create: await timeRequests(proxy, requests, none, create),
    poll: await timeRequests(proxy, requests, async () => last, poll),
    upload: await timeRequests(
      proxy,
      requests,
      async () => {
        const jobId = await create();
        await putSong(jobId);
        return jobId;
      },
      receiveUpload,
    ),
    progress: await timeRequests(
      proxy,
      requests,
      async () => claim(await queued(operations)),
      progress,
    ),
    completion: await timeRequests(
      proxy,
      requests,
      async () => claim(await queued(operations)),
      complete,
    ),
    counting: await timeRequests(proxy, requests, none, count),
  };
}

async function queued({ create, putSong, receiveUpload }: Operations) {
  const jobId = await create();
  await putSong(jobId);
  await receiveUpload(jobId);
  return jobId;
}

function print(waiting: number, figures: Readonly<Record<string, RequestFigures>>): void {
  printTable(
    [`${waiting} waiting`, 'items read', 'items written', 'p50 (ms)', 'p95 (ms)'],
    Object.entries(figures).map(([name, { itemsRead, itemsWritten, p50Ms, p95Ms }]) => [
      name,
      itemsRead.toFixed(1),
      itemsWritten.toFixed(1),
      p50Ms.toFixed(1),
      p95Ms.toFixed(1),
    ]),
  );
}

const stack = await openTestStack({ pages: false, worker: false });
const { workerEnv } = stack.context;
const endpoint = workerEnv.AWS_ENDPOINT_URL ?? '';
const proxy = await openCountingProxy(endpoint);
try {
  const direct = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientOptions(workerEnv)));
  const { TableNames = [] } = await direct.send(new ListTablesCommand({}));
  const operations = await openOperations({
    ...{ ...workerEnv, AWS_ENDPOINT_URL: proxy.url },
    JOB_QUEUE_URL: new URL(new URL(workerEnv.JOB_QUEUE_URL ?? '').pathname, proxy.url).href,
    CLIENT_TABLE_NAME: TableNames.find((name) => name !== workerEnv.JOB_TABLE_NAME) ?? '',
  });
  let seeded = 0;
  for (const waiting of values.waiting.split(',').map(Number)) {
    await seedWaitingJobs(direct, workerEnv.JOB_TABLE_NAME ?? '', seeded, waiting);
    seeded = waiting;
    print(waiting, await measure(proxy, operations));
  }
} finally {
  proxy.close();
  await stack.close();
}
