import { expect, inject, it } from 'vitest';
import { invokeFunction } from '../deployment/invoke-function.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const { AWS_ENDPOINT_URL: url = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = stack.workerEnv;
const access = { port: Number(new URL(url).port), accessKeyId: '', secretAccessKey };
const voice = { bytes: synthesiseVoice(), content: 'voice' as const };

it('expired results are deleted and their record loses the song’s name', async () => {
  const [old, young] = [await client.create(voice), await client.create(voice)];
  await client.putResult(old.jobId, 'score.mid');
  await client.putResult(young.jobId, 'score.mid');
  const dayMs = 86_400_000;
  await client.pretendCompleted(old.jobId, Date.now() - 8 * dayMs);
  await client.pretendCompleted(young.jobId, Date.now() - 6 * dayMs);

  expect(await invokeFunction(access, 'Expire')).toMatchObject({ resultsExpired: 1 });
  expect(await client.objectKeys(old.jobId)).toEqual([]);
  expect(await client.view(old.jobId)).toMatchObject({ status: 'expired' });
  expect(await client.record(old.jobId)).not.toHaveProperty('fileName');
  expect(await client.objectKeys(young.jobId)).toEqual([`results/${young.jobId}/score.mid`]);
  expect(await client.view(young.jobId)).toMatchObject({ status: 'completed' });
  expect(await invokeFunction(access, 'Expire')).toMatchObject({ resultsExpired: 0 });
});

it('one invalid record does not affect other songs', async () => {
  const broken = await client.create(voice);
  await client.pretendCompleted(broken.jobId, Date.now(), -1);
  await expect(client.view(broken.jobId)).rejects.toThrow(/500/);
  const { jobId } = await client.submit(voice);
  expect(await client.view(jobId)).toMatchObject({ status: 'queued' });
});
