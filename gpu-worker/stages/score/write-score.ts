import type { Analysis, SungNote } from '@my-pitch/shared/analysis';
import { chooseClef } from '@my-pitch/shared/notation/choose-clef';
import { layOutMeasures, type PlacedNote } from '@my-pitch/shared/notation/lay-out-measures';
import { type Score, scoreSchema, ticksPerQuarter } from '@my-pitch/shared/score';
import type { Band } from './accompaniment/analyze-accompaniment.ts';
import { estimateKey } from './key/estimate-key.ts';
import { emptyRhythm, findRhythm } from './rhythm/find-rhythm.ts';

/** A sung melody, with its accompaniment if there is one. */
export interface SongToWrite extends Band {
  /** In time order, without overlaps. Without notes the score is one measure of rest. */
  readonly notes: readonly SungNote[];
  readonly durationSeconds: number;
  readonly title: string;
}

export interface WrittenScore extends Pick<Analysis, 'tempo' | 'beatSeconds' | 'key'> {
  readonly score: Score;
}

/**
 * Writes sung notes as a score: tempo, time signature and onsets in one search, then note values, key
 * and clef. The score starts with the measure of the first note. Its time map contains every sung
 * onset, so playback is in time at each note.
 */
export function writeScore(song: SongToWrite): WrittenScore {
  const { notes, durationSeconds, title, accompaniment, harmony } = song;
  const rhythm = notes.length === 0 ? emptyRhythm : findRhythm(notes, accompaniment);
  const key = estimateKey(notes, harmony);
  const placed = rhythm.gridNotes.map((note, i) => ({ ...note, midi: notes[i]?.midi ?? 0 }));
  const quarterBpm = rhythm.tempos[0]?.quarterBpm ?? 90;
  const { timeSignature, pickupTicks, tempos, alternatives } = rhythm;
  const keySignature = { fifths: key.fifths, mode: key.mode };
  const score = scoreSchema.parse({
    version: 1,
    ticksPerQuarter,
    title,
    clef: chooseClef(notes),
    measures: layOutMeasures(placed, { timeSignature, pickupTicks, keySignature }),
    sungNotes: notes.map(({ midi: _, ...sung }) => sung),
    tempos,
    timeMap: buildTimeMap(notes, placed, quarterBpm),
    ...(alternatives && { alternatives }),
  });
  const beatSeconds = rhythm.beatSeconds.filter((beat) => beat >= 0 && beat <= durationSeconds);
  return { score, tempo: { quarterBpm, confidence: rhythm.confidence }, beatSeconds, key };
}

/** Points at every sung onset, continued at the first tempo to tick 0 and to the end of the score. */
function buildTimeMap(
  notes: readonly SungNote[],
  placed: readonly PlacedNote[],
  quarterBpm: number,
): Score['timeMap'] {
  const secondsPerTick = 60 / quarterBpm / ticksPerQuarter;
  const map: Score['timeMap'] = [];
  const add = (tick: number, seconds: number) => {
    const last = map.at(-1);
    if (!last || (tick > last.tick && seconds > last.seconds)) map.push({ tick, seconds });
  };
  const first = placed[0]?.startTick ?? 0;
  const firstSeconds = notes[0]?.startSeconds ?? 0;
  if (first > 0) add(0, firstSeconds - first * secondsPerTick);
  placed.forEach(({ startTick }, i) => {
    add(startTick, notes[i]?.startSeconds ?? 0);
  });
  const last = map.at(-1) ?? { tick: 0, seconds: firstSeconds };
  const end = Math.max(placed.at(-1)?.endTick ?? 0, last.tick + ticksPerQuarter);
  if (map.length === 0) map.push(last);
  add(end, last.seconds + (end - last.tick) * secondsPerTick);
  return map;
}
