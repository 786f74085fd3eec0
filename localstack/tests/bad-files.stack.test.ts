import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseSilence, synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
const song = readFileSync(stack.songPath);
const text = new TextEncoder().encode('la la la, this is no recording\n'.repeat(100));

/** A FLAC header followed by data that cannot be decoded. */
const corrupt = Uint8Array.from([0x66, 0x4c, 0x61, 0x43, ...song.subarray(1000, 5000)]);

beforeAll(() => {
  workers.start({ MAX_DURATION_SECONDS: '5' });
});
afterAll(() => workers.killAll());

it.each([
  ['text', text, 'unsupported-format'],
  ['a corrupt file', corrupt, 'corrupt-file'],
  ['silence', synthesiseSilence(2), 'no-voice-found'],
  ['a song that is too long', song, 'too-long'],
] as const)('%s fails with its reason', async (_, bytes, failureCode) => {
  const { jobId } = await client.submit({ bytes, content: 'voice' });
  expect(await client.waitForStatus(jobId, 'failed')).toMatchObject({ failureCode });
  await client.waitForEmptyQueue();
});

it('an empty file is refused by the form or fails as empty', async () => {
  const job = await client.create({ bytes: new Uint8Array(), content: 'voice' });
  const status = await job.upload(new Uint8Array());
  if (status >= 400) {
    expect(await client.view(job.jobId)).toMatchObject({ status: 'awaiting-upload' });
  } else {
    expect(await client.waitForStatus(job.jobId, 'failed')).toMatchObject({
      failureCode: 'empty-file',
    });
  }
});

it('bad files do not delay good ones', async () => {
  const { jobId } = await client.submit({ bytes: synthesiseVoice(), content: 'voice' });
  await client.waitForStatus(jobId, 'completed');
});
