import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const run = promisify(execFile);
const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const cloudUrl = stack.workerEnv.AWS_ENDPOINT_URL ?? '';
const webOrigin = stack.webUrl;
const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
  stack.workerEnv;
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };
/** A link to a finished score. */
let link = '';

beforeAll(async () => {
  workers.start();
  const { jobId } = await client.submit(voice);
  const { links } = await client.waitForStatus(jobId, 'completed');
  link = links['score.json'] ?? '';
});
afterAll(() => workers.killAll());

/** An Authorization header with the right key id and a made-up signature. */
const madeUpSignature = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

describe('a request without this start’s secret', () => {
  it.each([
    ['lists buckets', 'GET', '/', {}],
    ['lists functions', 'GET', '/2015-03-31/functions', {}],
    ['makes a function', 'POST', '/2015-03-31/functions', {}],
    ['asks for health', 'GET', '/_ministack/health', {}],
    ['resets everything', 'POST', '/_ministack/reset', {}],
    ['answers for a custom resource', 'PUT', '/_ministack/cfn-response/short', {}],
    ['calls the API directly', 'GET', '/_aws/execute-api/x/$default/api/limits', {}],
    ['uses the key id alone', 'GET', '/', { authorization: madeUpSignature }],
    ['guesses the header', 'GET', '/', { 'x-my-pitch-secret': 'guess' }],
    ['receives messages', 'POST', '/', { 'x-amz-target': 'AmazonSQS.ListQueues' }],
  ])('%s: refused', async (_, method, path, headers) => {
    const answer = await fetch(`${cloudUrl}${path}`, { method, headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('signs with another secret: refused', async () => {
    const credentials = { accessKeyId, secretAccessKey: `${secretAccessKey}x` };
    const stranger = new S3Client({
      endpoint: cloudUrl,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
    });
    await expect(stranger.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      stranger.send(new CreateBucketCommand({ Bucket: 'strangers' })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it('uses another host name: refused', async () => {
    expect(await statusFor('evil.example')).toBe(403);
    expect(await statusFor('127.0.0.1')).toBe(200);
  });
});

/** The response to a link requested under this host name. */
function statusFor(host: string): Promise<number | undefined> {
  const { hostname, port, pathname, search } = new URL(link);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path: `${pathname}${search}`, headers: { host: `${host}:${port}` } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    outgoing.once('error', reject).end();
  });
}

describe('a signed link', () => {
  it('can be opened, by our own page only', async () => {
    const own = await fetch(link, { headers: { origin: webOrigin } });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, webOrigin]);
    const foreign = await fetch(link, { headers: { origin: 'http://localhost:1' } });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([
      403,
      null,
    ]);
  });

  it.each([
    ['without its signature', (url: URL) => url.searchParams.delete('X-Amz-Signature')],
    [
      'for another song',
      (url: URL) => (url.pathname = url.pathname.replace(/.{4}\/score/, '0000/score')),
    ],
    ['for longer', (url: URL) => url.searchParams.set('X-Amz-Expires', '9999')],
    ['after its time', (url: URL) => url.searchParams.set('X-Amz-Date', '20200101T000000Z')],
  ])('%s: refused', async (_, change) => {
    const changed = new URL(link);
    change(changed);
    expect((await fetch(changed)).status).toBe(403);
  });

  it('opens nothing else, regardless of headers', async () => {
    const plain = await (await fetch(link)).text();
    for (const target of ['DynamoDB_20120810.ListTables', 'AmazonSQS.ListQueues']) {
      const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
      expect(await (await fetch(link, { headers })).text()).toBe(plain);
    }
  });

  it('allows reading, not writing', async () => {
    expect((await fetch(link, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(link, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await fetch(link)).status).toBe(200);
  });
});

describe('a form', () => {
  it('accepts a song, but not with a changed policy or signature', async () => {
    const { upload } = await client.create(voice);
    const forged = await client.create(voice, (fields) => {
      fields['X-Amz-Signature'] = 'f'.repeat(64);
    });
    expect(await forged.upload(voice.bytes)).toBe(403);
    const widened = await client.create(voice, (fields) => {
      fields.Policy = Buffer.from('{"expiration":"2999-01-01T00:00:00Z","conditions":[]}').toString(
        'base64',
      );
    });
    expect(await widened.upload(voice.bytes)).toBe(403);
    expect(await upload(voice.bytes)).toBeLessThan(300);
  });
});

describe.skipIf(process.getuid?.() !== 0)('another user of this machine', () => {
  /** Runs a script as the user `nobody`. */
  const asNobody = (script: string) =>
    run(process.execPath, ['-e', script], { uid: 65534, gid: 65534, cwd: '/', env: {} });

  it('is refused without the secret and cannot read the secret', async () => {
    const { stdout: status } = await asNobody(
      `fetch('${cloudUrl}/').then(({ status }) => console.log(status))`,
    );
    expect(status.trim()).toBe('403');
    const folder = stack.workerEnv.WORK_DIR ?? '';
    for (const path of [folder, `${folder}/state`, `${folder}/s3`, `${folder}/ministack.log`]) {
      await expect(asNobody(`fs.opendirSync('${path}')`)).rejects.toThrow(/EACCES/);
    }
    const readsEnvironments = `
      const readable = fs.readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid)).filter((pid) => {
        try { return fs.readFileSync('/proc/' + pid + '/environ', 'utf8').includes('${accessKeyId}') } catch { return false }
      });
      console.log(readable.length)`;
    expect((await asNobody(readsEnvironments)).stdout.trim()).toBe('0');
    // Command lines are readable by every user and must not contain the secret.
    const readsCommands = `
      const exposed = fs.readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid) && pid !== String(process.pid)).filter((pid) => {
        try { return fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').includes(process.env.SECRET) } catch { return false }
      });
      console.log(exposed.length)`;
    const { stdout } = await run(process.execPath, ['-e', readsCommands], {
      uid: 65534,
      gid: 65534,
      cwd: '/',
      env: { SECRET: secretAccessKey },
    });
    expect(stdout.trim()).toBe('0');
  });
});
