import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';

const program = join(import.meta.dirname, 'self-test.ts');
const tinyModel = join(import.meta.dirname, '../stages/separate/testing/tiny-model');

const notFound = '<Error><Code>NoSuchKey</Code></Error>';
const denied = '<Error><Code>AccessDenied</Code></Error>';

/** As much of AWS as the self-test asks: an empty queue, table and buckets. */
async function openAws(s3ListAnswer = 404): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string')
      return answer(response, 200, target.includes('SQS') ? '{"Attributes":{}}' : '{}');
    if (request.method === 'POST') return answer(response, 200, '<DeleteResult/>');
    return answer(response, s3ListAnswer, s3ListAnswer === 404 ? notFound : denied);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status).end(body);
}

/** Runs the program as the container does, with a tiny network as its model. */
async function selfTest(options: { readonly aws: string; readonly args?: readonly string[] }) {
  const workDir = await temporaryFolder();
  const child = spawn(process.execPath, [program, ...(options.args ?? [])], {
    env: {
      PATH: process.env.PATH,
      ...{ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: options.aws, AWS_MAX_ATTEMPTS: '1' },
      ...{ AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', S3_FORCE_PATH_STYLE: 'true' },
      ...{ JOB_TABLE_NAME: 'jobs', UPLOADS_BUCKET_NAME: 'in', RESULTS_BUCKET_NAME: 'out' },
      ...{ JOB_QUEUE_URL: `${options.aws}/jobs`, WORK_DIR: workDir, XDG_CACHE_HOME: workDir },
      MODEL_SOURCE: join(tinyModel, 'model.json'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  const left = readdirSync(workDir).filter((name) => name.startsWith('my-pitch-'));
  return { exitCode: child.exitCode, output: output + errors, left };
}

it('passes with everything that a song needs, and leaves no files', async () => {
  const { exitCode, output, left } = await selfTest({ aws: await openAws() });
  expect(output).toContain('self-test passed');
  expect([exitCode, left]).toEqual([0, []]);
});

it('fails when the model does not run on the provider that it should', async () => {
  const result = await selfTest({ aws: await openAws(), args: ['--provider', 'cuda'] });
  expect(result.output).toMatch(/The model runs on (cpu|openvino) instead of cuda/);
  expect(result.exitCode).toBe(1);
});

it('fails when AWS refuses access', async () => {
  const result = await selfTest({ aws: await openAws(403) });
  expect(result.output).toContain('the buckets: ');
  expect([result.exitCode, result.left]).toEqual([1, []]);
});
