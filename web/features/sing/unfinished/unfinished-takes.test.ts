import { jobIdSchema } from '@my-pitch/shared/ids';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeTakes } from '../../takes/testing/fake-takes.ts';
import { SoundLog } from '../capture/sound-log.ts';
import type { HeardTake } from '../finish-take.ts';
import { hasUnfinishedTake } from './has-unfinished-take.ts';
import {
  deleteUnfinishedTake,
  readUnfinishedTake,
  type UnfinishedHead,
  UnfinishedTakeWriter,
} from './unfinished-takes.ts';

vi.mock('../../takes/takes-database.ts', async (load) => ({
  ...(await load<object>()),
  inTakes: vi.fn(),
}));

const songId = jobIdSchema.parse('5a000000-0000-4000-8000-000000000000');
const otherSong = jobIdSchema.parse('5b000000-0000-4000-8000-000000000000');
const reference = makeSong(4, 1);

let records: Map<string, object>;
beforeEach(() => {
  records = fakeTakes();
});

function headOf(id = songId, recordedAt = '2026-05-01T10:00:00.000Z'): UnfinishedHead {
  return {
    ...{ takeId: '7a000000-0000-4000-8000-000000000000', songId: id, recordedAt },
    ...{ latency: { seconds: 0.1, source: 'measured' }, soundRateHz: 44_100 },
  };
}

/** A take of which more is heard with each call of `hear`. */
function growingTake() {
  const sound = new SoundLog();
  const midi: number[] = [];
  const take: HeardTake = {
    sound,
    get seconds() {
      return midi.length / 100;
    },
    get liveTake() {
      const curve = { hopSeconds: 0.01, midi: Float32Array.from(midi) };
      const endSeconds = 4 + midi.length / 100;
      return { reference, curve, startSeconds: 4, endSeconds, speed: 1, keyShiftSemitones: -2 };
    },
  };
  const hear = (...samples: number[]) => {
    sound.add(Float32Array.from(samples));
    midi.push(60 + midi.length);
  };
  return { take, hear };
}

const soundOf = async (heard: HeardTake | undefined) =>
  new Int16Array((await heard?.sound.wav(44_100).arrayBuffer())?.slice(44) ?? []);

it('is there as far as it was written, without anything that was said at its end', async () => {
  const { take, hear } = growingTake();
  const writer = new UnfinishedTakeWriter(headOf());
  hear(0.1, 0.2);
  await writer.write(take);
  hear(0.3);
  hear(-0.5);
  await writer.write(take);
  hear(1);
  expect(await hasUnfinishedTake(songId)).toBe(true);
  const read = await readUnfinishedTake(songId);
  const heard = read?.heard(reference);
  expect(read?.head).toMatchObject(headOf());
  expect(heard?.seconds).toBe(0.03);
  expect(heard?.liveTake).toEqual({
    ...{ reference, startSeconds: 4, endSeconds: 4.03, speed: 1, keyShiftSemitones: -2 },
    curve: { hopSeconds: 0.01, midi: Float32Array.of(60, 61, 62) },
  });
  expect([...(await soundOf(heard))]).toEqual([3276, 6553, 9830, -16_383]);
});

it('another take, as after a jump, takes its place', async () => {
  const [first, second] = [growingTake(), growingTake()];
  const writer = new UnfinishedTakeWriter(headOf());
  first.hear(0.1, 0.1);
  await writer.write(first.take);
  first.hear(0.1, 0.1);
  await writer.write(first.take);
  second.hear(0.5);
  await writer.write(second.take);
  const heard = (await readUnfinishedTake(songId))?.heard(reference);
  expect([...(await soundOf(heard))]).toEqual([16_383]);
  expect(records.size).toBe(2);
});

it('nothing of it stays when it has ended', async () => {
  const { take, hear } = growingTake();
  const writer = new UnfinishedTakeWriter(headOf());
  hear(0.1);
  void writer.write(take);
  await writer.discard();
  expect([records.size, await hasUnfinishedTake(songId)]).toEqual([0, false]);
});

it('those of other songs stay for a week', async () => {
  const { take, hear } = growingTake();
  hear(0.1);
  await new UnfinishedTakeWriter(headOf(otherSong)).write(take);
  await new UnfinishedTakeWriter(headOf(songId, '2026-05-07T10:00:00.000Z')).write(take);
  expect(await hasUnfinishedTake(otherSong)).toBe(true);
  await deleteUnfinishedTake(songId);
  expect(await hasUnfinishedTake(otherSong)).toBe(true);
  await new UnfinishedTakeWriter(headOf(songId, '2026-05-09T10:00:00.000Z')).write(take);
  expect(await hasUnfinishedTake(otherSong)).toBe(false);
});

it('a record of another version of the page is none', async () => {
  records.set(`unfinished.${songId}`, { id: `unfinished.${songId}`, songId });
  expect(await readUnfinishedTake(songId)).toBeUndefined();
});
