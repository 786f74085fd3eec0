import { problemSchema } from '@my-pitch/shared/api';
import { maxCorrectionsBytes } from '@my-pitch/shared/corrections';
import { expect, inject, it } from 'vitest';
import { invokeFunction } from '../deployment/invoke-function.ts';
import { correctedScore, firstVersion } from '../testing/corrected-score.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const { AWS_ENDPOINT_URL: url = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = stack.workerEnv;
const access = { port: Number(new URL(url).port), accessKeyId: '', secretAccessKey };
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };
const dayMs = 86_400_000;

const text = JSON.stringify(correctedScore);

/** The code of a refusal. */
async function codeOf(answer: Promise<Response>): Promise<string> {
  return problemSchema.parse(await (await answer).json()).code;
}

it('expired results are deleted and their record loses the song’s name', async () => {
  const [old, young] = [await client.create(voice), await client.create(voice)];
  await client.putResult(old.jobId, 'score.mid');
  await client.putResult(young.jobId, 'score.mid');
  await client.pretendCompleted(old.jobId, Date.now());
  expect((await client.saveCorrections(old, firstVersion, text)).status).toBe(204);
  await client.pretendCompleted(old.jobId, Date.now() - 8 * dayMs);
  // No sweep has run yet.
  expect((await client.corrections(old.jobId)).status).toBe(204);
  expect(await codeOf(client.saveCorrections(old, firstVersion, text))).toBe('no-score');
  expect(await client.objectKeys(old.jobId)).toContain(`results/${old.jobId}/corrections.json`);
  await client.pretendCompleted(young.jobId, Date.now() - 6 * dayMs);

  expect(await invokeFunction(access, 'Expire')).toMatchObject({ resultsExpired: 1 });
  expect(await client.objectKeys(old.jobId)).toEqual([]);
  expect(await client.view(old.jobId)).toMatchObject({ status: 'expired' });
  expect(await client.record(old.jobId)).not.toHaveProperty('fileName');
  expect(await client.objectKeys(young.jobId)).toEqual([`results/${young.jobId}/score.mid`]);
  expect(await client.view(young.jobId)).toMatchObject({ status: 'completed' });
  expect(await invokeFunction(access, 'Expire')).toMatchObject({ resultsExpired: 0 });
});

it('corrections are saved by the owner, read by everybody, and deleted with the song', async () => {
  const song = await client.create(voice);
  await client.pretendCompleted(song.jobId, Date.now());
  expect((await client.corrections(song.jobId)).status).toBe(204);
  const saved = await client.saveCorrections(song, firstVersion, text);
  expect([saved.status, await saved.text()]).toEqual([204, '']);
  const etag = saved.headers.get('etag') ?? '';

  const read = await client.corrections(song.jobId);
  expect([read.status, read.headers.get('etag')]).toEqual([200, etag]);
  expect(read.headers.get('cache-control')).toBe('no-store');
  expect(await read.json()).toEqual(correctedScore);
  const known = await client.corrections(song.jobId, { 'if-none-match': etag });
  expect([known.status, await known.text()]).toEqual([304, '']);

  const conflict = await client.saveCorrections(song, firstVersion, text);
  expect([conflict.status, conflict.headers.get('etag')]).toEqual([412, etag]);
  const next = JSON.stringify({ ...correctedScore, title: 'Later' });
  const later = await client.saveCorrections(song, { 'if-match': etag }, next);
  expect(later.status).toBe(204);
  expect(later.headers.get('etag')).not.toBe(etag);
  expect(await codeOf(client.saveCorrections(song, { 'if-match': etag }, text))).toBe(
    'precondition-failed',
  );
  expect(await codeOf(client.saveCorrections(song, {}, text))).toBe('precondition-required');

  const other = await client.create(voice);
  const stranger = { jobId: song.jobId, ownerToken: other.ownerToken };
  const condition = { 'if-match': later.headers.get('etag') ?? '' };
  expect(await codeOf(client.saveCorrections(stranger, condition, text))).toBe('wrong-owner');
  const large = text.padEnd(maxCorrectionsBytes + 1, ' ');
  expect(await codeOf(client.saveCorrections(song, condition, large))).toBe('too-large');
  expect(await (await client.corrections(song.jobId)).json()).toMatchObject({ title: 'Later' });

  expect(await client.cancel(song.jobId, song.ownerToken)).toBe(204);
  expect(await client.objectKeys(song.jobId)).toEqual([]);
  expect((await client.corrections(song.jobId)).status).toBe(204);
  expect(await client.cancel(other.jobId, other.ownerToken)).toBe(204);
});

it('one invalid record does not affect other songs', async () => {
  const broken = await client.create(voice);
  await client.pretendCompleted(broken.jobId, Date.now(), -1);
  await expect(client.view(broken.jobId)).rejects.toThrow(/500/);
  const { jobId } = await client.submit(voice);
  expect(await client.view(jobId)).toMatchObject({ status: 'queued' });
});
