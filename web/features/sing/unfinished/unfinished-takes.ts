import { type JobId, jobIdSchema } from '@my-pitch/shared/ids';
import { z } from 'zod';
import { inTakes, unfinishedPrefix } from '../../takes/takes-database.ts';
import { SoundLog } from '../capture/sound-log.ts';
import type { HeardTake } from '../finish-take.ts';
import { latencySchema } from '../latency/stored-latency.ts';
import type { LiveTake } from '../scoring/score-live-take.ts';
import { unfinishedIdOf } from './has-unfinished-take.ts';

const recordSchema = z.object({
  /** Of the take that it becomes. */
  takeId: z.uuid(),
  songId: jobIdSchema,
  recordedAt: z.iso.datetime(),
  latency: latencySchema,
  soundRateHz: z.number().positive(),
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  seconds: z.number().nonnegative(),
  speed: z.number().positive(),
  keyShiftSemitones: z.int(),
  hopSeconds: z.number().positive(),
  midi: z.instanceof(Float32Array),
  /** Pieces of the sound, which are records of their own. */
  pieces: z.int().nonnegative(),
});
type UnfinishedRecord = z.infer<typeof recordSchema>;

const pieceSchema = z.object({ samples: z.instanceof(Int16Array<ArrayBuffer>) });

/** What is known of a take before it is sung. */
export type UnfinishedHead = Pick<
  UnfinishedRecord,
  'takeId' | 'songId' | 'recordedAt' | 'latency' | 'soundRateHz'
>;

/** A take that was not sung to its end, because the page was left. */
export interface UnfinishedTake {
  readonly head: UnfinishedHead;
  /** @param reference the notes of the song. */
  heard(reference: LiveTake['reference']): HeardTake;
}

const maxAgeMs = 7 * 24 * 3600 * 1000;

/**
 * Keeps a take on the device while it is sung, in growing pieces: after a crash all is there but the last seconds.
 * The records lie among the takes, so that what deletes a song's takes deletes them too.
 */
export class UnfinishedTakeWriter {
  readonly #head: UnfinishedHead;
  #written: HeardTake | undefined;
  #samples = 0;
  #pieces = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(head: UnfinishedHead) {
    this.#head = head;
    const nowMs = Date.parse(head.recordedAt);
    this.#queue = deleteUnfinished(({ songId, recordedAt }) => {
      return songId === head.songId || nowMs - Date.parse(recordedAt) > maxAgeMs;
    });
  }

  /** Writes what has been heard since the last time, or all if another take is sung now. */
  write(heard: HeardTake): Promise<void> {
    return this.#inTurn(async () => {
      const { songId } = this.#head;
      if (heard !== this.#written) {
        if (this.#written) await deleteUnfinished((each) => each.songId === songId);
        [this.#written, this.#samples, this.#pieces] = [heard, 0, 0];
      }
      const samples = heard.sound.since(this.#samples);
      this.#samples += samples.length;
      await put({ id: pieceIdOf(songId, this.#pieces), songId, samples });
      this.#pieces++;
      await put({ id: unfinishedIdOf(songId), ...recordOf(this.#head, heard, this.#pieces) });
    });
  }

  /** Deletes what was written: the take has ended, and is kept as a whole. */
  discard(): Promise<void> {
    const { songId } = this.#head;
    return this.#inTurn(() => deleteUnfinished((each) => each.songId === songId));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done;
    return done;
  }
}

/** The take of a song that was not sung to its end; `undefined` if there is none. */
export async function readUnfinishedTake(songId: JobId): Promise<UnfinishedTake | undefined> {
  const { data } = recordSchema.safeParse(await get(unfinishedIdOf(songId)));
  if (!data) return undefined;
  const pieces: Int16Array<ArrayBuffer>[] = [];
  for (let piece = 0; piece < data.pieces; piece++) {
    const { samples } = pieceSchema.parse(await get(pieceIdOf(songId, piece)));
    pieces.push(samples);
  }
  const { midi, hopSeconds, startSeconds, endSeconds, seconds, speed, keyShiftSemitones } = data;
  const curve = { midi, hopSeconds };
  const span = { startSeconds, endSeconds, speed, keyShiftSemitones };
  return {
    head: data,
    heard: (reference) => ({
      ...{ liveTake: { reference, curve, ...span }, sound: SoundLog.of(pieces), seconds },
    }),
  };
}

/** Deletes what is left of a song's unfinished take. */
export function deleteUnfinishedTake(songId: JobId): Promise<void> {
  return deleteUnfinished((each) => each.songId === songId);
}

function recordOf(head: UnfinishedHead, heard: HeardTake, pieces: number): UnfinishedRecord {
  const { reference: _, curve, ...span } = heard.liveTake;
  const { hopSeconds } = curve;
  const midi = Float32Array.from(curve.midi);
  return { ...head, ...span, seconds: heard.seconds, hopSeconds, midi, pieces };
}

function pieceIdOf(songId: JobId, piece: number): string {
  return `${unfinishedIdOf(songId)}.${piece}`;
}

const get = (id: string) => inTakes<unknown>('readonly', (store) => store.get(id));
const put = (record: object) => inTakes('readwrite', (store) => store.put(record));

async function deleteUnfinished(
  isOld: (record: Pick<UnfinishedRecord, 'songId' | 'recordedAt'>) => boolean,
): Promise<void> {
  const all = await inTakes('readonly', (store) => store.getAllKeys());
  const keys = (all ?? []).map(String).filter((key) => key.startsWith(unfinishedPrefix));
  for (const key of keys) {
    const { data } = recordSchema.safeParse(await get(key));
    if (!data || !isOld(data)) continue;
    for (const each of keys.filter((other) => other.startsWith(key))) {
      await inTakes('readwrite', (store) => store.delete(each));
    }
  }
}
