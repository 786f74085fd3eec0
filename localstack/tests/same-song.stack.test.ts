import { createHash } from 'node:crypto';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { correctedScore, firstVersion } from '../testing/corrected-score.ts';
import { StackClient } from '../testing/stack-client.ts';
import { synthesiseVoice } from '../testing/synthesise-song.ts';
import { TestWorkers } from '../testing/test-workers.ts';
import type { CreatedJob, Song } from '../testing/web-client.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const workers = new TestWorkers(stack);
afterEach(() => workers.killAll());

/** It takes about a second; far less than a worker, of which none runs. */
const busyMachineSeconds = 5;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A recording that no other test sends: the bytes after the last chunk of a WAV file are ignored. */
function voiceWith(mark: string): Song & { readonly contentSha256: string } {
  const bytes = Buffer.concat([synthesiseVoice(), Buffer.from(mark)]);
  return { bytes, content: 'voice', contentSha256: sha256(bytes) };
}

/** The result of a song that a worker has processed. No worker runs afterwards. */
async function processed(song: Song): Promise<CreatedJob> {
  const job = await client.submit(song);
  workers.start();
  await client.waitForStatus(job.jobId, 'completed');
  await client.waitForEmptyQueue();
  await workers.killAll();
  return job;
}

/** Seconds from the end of an upload until the job is completed. */
async function secondsToResult(job: CreatedJob, bytes: Uint8Array): Promise<number> {
  expect(await job.upload(bytes)).toBeLessThan(300);
  const start = performance.now();
  await client.waitForStatus(job.jobId, 'completed', 20);
  return (performance.now() - start) / 1000;
}

describe('the same song sent again', () => {
  const song = { ...voiceWith('again'), fileName: '남의 비밀.wav' };
  let first: CreatedJob;

  it('is done without a worker, in the same way and under its own name', async () => {
    first = await processed(song);
    const corrections = JSON.stringify(correctedScore);
    const saved = await client.saveCorrections(first, firstVersion, corrections);
    expect(saved.status).toBe(204);
    const second = await client.create({ ...song, fileName: '내 노래.wav' });
    expect(await secondsToResult(second, song.bytes)).toBeLessThan(busyMachineSeconds);
    expect(await client.queuedMessages()).toEqual({ waiting: 0, inWork: 0 });

    const [view, firstView] = await Promise.all([
      client.waitForStatus(second.jobId, 'completed'),
      client.waitForStatus(first.jobId, 'completed'),
    ]);
    expect(Object.keys(view).sort()).toEqual(Object.keys(firstView).sort());
    expect(view.fileName).toBe('내 노래.wav');
    // Corrections are those of the first song's owner.
    expect((await client.corrections(first.jobId)).status).toBe(200);
    expect((await client.corrections(second.jobId)).status).toBe(204);
    const [hashes, firstHashes] = await Promise.all([
      client.artifactHashes(second.jobId),
      client.artifactHashes(first.jobId),
    ]);
    const differing = Object.keys(firstHashes).filter((name) => hashes[name] !== firstHashes[name]);
    expect(Object.keys(hashes).sort()).toEqual(Object.keys(firstHashes).sort());
    expect(differing.sort()).toEqual(['score.json', 'score.mid', 'score.musicxml', 'sung.mid']);
    for (const url of Object.values(view.links)) {
      expect(Buffer.from(await (await fetch(url)).arrayBuffer()).includes('비밀')).toBe(false);
    }
  });

  it('waits for a worker with other options', async () => {
    const other = await client.create({ ...song, preset: 'best' });
    expect(await other.upload(song.bytes)).toBeLessThan(300);
    await client.waitForStatus(other.jobId, 'queued');
    expect(await client.cancel(other.jobId, other.ownerToken)).toBe(204);
  });

  it('keeps its result when the first is deleted, and then serves a third', async () => {
    const second = await client.create(song);
    await secondsToResult(second, song.bytes);
    expect(await client.cancel(first.jobId, first.ownerToken)).toBe(204);
    expect(await client.objectKeys(first.jobId)).toEqual([]);
    expect(Object.keys(await client.artifactHashes(second.jobId))).toContain('vocals.m4a');
    const third = await client.create(song);
    expect(await secondsToResult(third, song.bytes)).toBeLessThan(busyMachineSeconds);
  });
});

it('whoever knows only the hash of a song gets nothing, and spoils nothing', async () => {
  const song = voiceWith('mine');
  const stranger = voiceWith('a stranger’s');
  await processed(song);
  const claim = await client.create({ ...stranger, contentSha256: song.contentSha256 });
  // S3 refuses the other bytes. The emulator stores them, so on-upload has to notice.
  if ((await claim.upload(stranger.bytes)) < 300) {
    await client.waitForStatus(claim.jobId, 'queued');
    workers.start();
    await client.waitForStatus(claim.jobId, 'completed');
    const { contentSha256 } = await client.record(claim.jobId);
    expect(contentSha256?.S).toBe(stranger.contentSha256);
  }
  const again = await client.create(song);
  await secondsToResult(again, song.bytes);
  expect((await client.record(again.jobId)).contentSha256?.S).toBe(song.contentSha256);
});

it('a song without a declared hash is processed', async () => {
  const { contentSha256: _, ...song } = voiceWith('undeclared');
  await processed(song);
  const again = await client.submit(song);
  expect(await client.view(again.jobId)).toMatchObject({ status: 'queued' });
  await client.cancel(again.jobId, again.ownerToken);
});
