import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { apiPaths, problemSchema } from '@my-pitch/shared/api';
import { jobIdSchema } from '@my-pitch/shared/ids';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { countRequests, createFinishedSong, runSchemathesis } from '../fuzz/run-schemathesis.ts';
import { repositoryRoot } from '../paths.ts';
import { TestWorkers } from '../testing/test-workers.ts';
import { WebClient } from '../testing/web-client.ts';

const stack = inject('stack');
const { webUrl } = stack;

describe('the gateway', () => {
  it('serves the OpenAPI document to pages of every origin', async () => {
    const headers = { origin: 'https://other.example' };
    const answer = await fetch(`${webUrl}${apiPaths.openapi}`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await answer.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) });
  });

  it.each([
    ['PUT', '/api/jobs', 405, 'method-not-allowed', 'POST'],
    ['GET', '/api/jobs', 405, 'method-not-allowed', 'POST'],
    ['PATCH', '/api/jobs/x', 405, 'method-not-allowed', 'GET, DELETE'],
    ['DELETE', '/api/jobs/x/corrections', 405, 'method-not-allowed', 'GET, PUT'],
    ['GET', '/api/jobs/x', 404, 'not-found', null],
    ['GET', '/api/nothing', 404, 'unknown-path', null],
    ['POST', '/api/nothing/below', 404, 'unknown-path', null],
  ])('%s %s: %i %s', async (method, path, status, code, allow) => {
    const answer = await fetch(`${webUrl}${path}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
    expect(problemSchema.parse(await answer.json())).toMatchObject({ status, code });
  });
});

it('answers as its document says, whatever is sent', async () => {
  const { hasPassed, output, answers } = await runSchemathesis({
    url: webUrl,
    seed: 20_260_301,
    maxExamples: 5,
    isShort: true,
    song: await createFinishedSong(stack),
  });
  expect(hasPassed, output).toBe(true);
  // The requests must reach every success, and problems of each kind.
  expect(Object.keys(answers)).toEqual(
    expect.arrayContaining([
      ...['POST /api/jobs 201', 'GET /api/jobs/{jobId} 200', 'DELETE /api/jobs/{jobId} 204'],
      ...['GET /api/limits 200', 'POST /api/jobs 400', 'POST /api/jobs 405', 'POST /api/jobs 413'],
      ...['PUT /api/jobs/{jobId}/corrections 400', 'PUT /api/jobs/{jobId}/corrections 428'],
      ...['POST /api/jobs 415', 'GET /api/jobs/{jobId} 404', 'DELETE /api/jobs/{jobId} 401'],
    ]),
  );
  expect(countRequests(answers)).toBeGreaterThanOrEqual(200);
}, 600_000);

const hasPrograms = ['bash', 'curl', 'jq'].every((program) => {
  return spawnSync(program, ['--version']).status === 0;
});
if (!hasPrograms) console.log('Skipping the script of docs/api.md: it needs bash, curl and jq.');

describe.skipIf(!hasPrograms)('the script of docs/api.md', () => {
  const workers = new TestWorkers(stack);
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'my-pitch-api-'));
    workers.start();
  });
  afterAll(async () => {
    await workers.killAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('sends a song, fetches its score and deletes it', async () => {
    const page = await readFile(join(repositoryRoot, 'docs', 'api.md'), 'utf8');
    const blocks = [...page.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block);
    expect(blocks).toHaveLength(5);
    const script = [...blocks, 'echo "$id"\n'].join('');
    const bash = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, SERVER: webUrl, SONG: stack.songPath, TYPE: 'audio/wav' },
    });
    const [output, errors] = [text(bash.stdout), text(bash.stderr)];
    const [code] = await once(bash, 'close');
    expect([code, await errors]).toEqual([0, '']);
    expect(await output).toContain('\ncompleted\n');
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['score.musicxml', 'score.mid', 'vocals.m4a']),
    );
    expect(await readFile(join(folder, 'score.musicxml'), 'utf8')).toContain('<score-partwise');
    const jobId = jobIdSchema.parse((await output).trim().split('\n').at(-1));
    expect(await new WebClient(webUrl).view(jobId)).toMatchObject({ status: 'expired' });
  });
});
