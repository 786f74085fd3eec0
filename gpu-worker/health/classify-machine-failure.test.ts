import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { MachineFailure } from '@my-pitch/shared/errors';
import { afterEach, expect, it } from 'vitest';
import { machineFailureOf } from './classify-machine-failure.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The error of the AWS SDK when S3 responds with this status and error code. */
async function errorOfS3(status: number, code: string): Promise<unknown> {
  const server = createServer((_request, response) => {
    response.writeHead(status).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return getObject(port);
}

function getObject(port: number): Promise<unknown> {
  const s3 = new S3Client({
    ...{ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', forcePathStyle: true },
    ...{ credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 },
  });
  return caught(s3.send(new GetObjectCommand({ Bucket: 'songs', Key: 'one' })));
}

it.each([
  [503, 'ServiceUnavailable', 'network'],
  [500, 'InternalError', 'network'],
  [403, 'AccessDenied', 'permission'],
  [403, 'ExpiredToken', 'permission'],
  [400, 'InvalidArgument', 'unknown'],
])('S3’s response %d %s is a fault of the kind %s', async (status, code, fault) => {
  expect(machineFailureOf(await errorOfS3(status, code))).toMatchObject({ fault });
});

it('a port without a listener is a fault of the network', async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  for (const error of [await getObject(port), await caught(fetch(`http://127.0.0.1:${port}`))]) {
    expect(machineFailureOf(error)).toMatchObject({ fault: 'network' });
  }
});

it.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'permission'],
  ['EROFS', 'permission'],
  ['EMFILE', 'too-many-files'],
  ['ETIMEDOUT', 'network'],
  ['ENOTFOUND', 'network'],
  ['EUNKNOWN', 'unknown'],
])('the code %s is a fault of the kind %s, also as a cause', (code, fault) => {
  const error = Object.assign(new Error(`${code}: something`), { code });
  expect(machineFailureOf(error)).toMatchObject({ fault, cause: error });
  const wrapped = new Error('storing failed', { cause: new Error('again', { cause: error }) });
  expect(machineFailureOf(wrapped)).toMatchObject({ fault });
});

it.each([
  ['Failed to allocate memory for requested buffer of size 1', 'out-of-memory'],
  ['CUDNN_STATUS_ALLOC_FAILED', 'out-of-memory'],
  ['std::bad_alloc', 'out-of-memory'],
  ['av_interleaved_write_frame(): No space left on device', 'disk-full'],
  ['Cannot read properties of undefined', 'unknown'],
])('“%s” is a fault of the kind %s', (words, fault) => {
  expect(machineFailureOf(new Error(words))).toMatchObject({ fault });
});

it('a missing file is no known fault of the machine', async () => {
  expect(machineFailureOf(await caught(readFile('/nowhere/song')))).toMatchObject({
    fault: 'unknown',
  });
});

it('a failure that is already classified does not change, also as a cause', () => {
  const failure = new MachineFailure('model', 'the checksum differs');
  expect(machineFailureOf(failure)).toBe(failure);
  expect(machineFailureOf(new Error('opening failed', { cause: failure }))).toBe(failure);
});

it('a thrown value that is no error is an unknown fault', () => {
  expect(machineFailureOf('oops')).toMatchObject({ fault: 'unknown' });
});
