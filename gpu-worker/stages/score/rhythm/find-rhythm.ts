import type { SungNote } from '@my-pitch/shared/analysis';
import type { GridNote } from '@my-pitch/shared/notation/lay-out-measures';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { type Score, type TimeSignature, ticksPerQuarter } from '@my-pitch/shared/score';
import type { Accompaniment } from '../accompaniment/estimate-beats.ts';
import { accompaniedEvidence, BeatTime } from './accompanied-evidence.ts';
import { type ChosenRhythm, chooseRhythm, readWhole, voiceEvidence } from './choose-rhythm.ts';
import { downbeatBefore, swungTick } from './follow-rhythm.ts';
import { chooseNoteValues } from './note-values.ts';
import { type BeatMap, beatTimes, markTempos, smoothBeats } from './tempo-curve.ts';

/** Where rhythm puts a song. */
export interface Rhythm {
  readonly timeSignature: TimeSignature;
  readonly pickupTicks: number;
  readonly placed: readonly GridNote[];
  readonly tempos: Score['tempos'];
  readonly beatSeconds: readonly number[];
  readonly confidence: number;
}

/** What is written over a measure of rest. */
export const silence: Rhythm = {
  timeSignature: { beats: 4, beatType: 4 },
  pickupTicks: 0,
  placed: [],
  tempos: [{ tick: 0, quarterBpm: 90 }],
  beatSeconds: [],
  confidence: 0,
};

/** Nats by which the beat of the accompaniment is believed before anything is compared: singers follow it. */
const trustInAccompaniment = 10;

/** A reading of the notes, and the times in which it was read. */
interface Reading {
  readonly rhythm: ChosenRhythm;
  readonly notes: readonly Pick<SungNote, 'startSeconds' | 'endSeconds'>[];
  /** Beats on the ticks of the reading. */
  readonly beatMap: BeatMap;
}

/**
 * The rhythm of sung notes, at least one: by the beat of the accompaniment where the voice goes
 * with it, by the voice alone where not.
 */
export function findRhythm(
  notes: readonly SungNote[],
  accompaniment: Accompaniment | undefined,
): Rhythm {
  const [first, second] = notes;
  if (first && !second && !accompaniment) return holdAlone(first);
  const alone = chooseRhythm(notes, voiceEvidence);
  const together = accompaniment && readTogether(notes, accompaniment, alone.total);
  return toRhythm(together ?? readAlone(notes, alone));
}

/** A single note has no tempo. At a quarter a second its length can be read off, and few whole notes are tied. */
function holdAlone(note: SungNote): Rhythm {
  const placed = chooseNoteValues([note], [0], [1]);
  const seconds = (placed[0]?.endTick ?? 0) / ticksPerQuarter;
  return {
    ...silence,
    placed,
    tempos: [{ tick: 0, quarterBpm: 60 }],
    beatSeconds: Array.from({ length: Math.floor(seconds) + 1 }, (_, i) => note.startSeconds + i),
  };
}

function readAlone(notes: readonly SungNote[], chosen: ChosenRhythm): Reading {
  const rhythm = readWhole(notes, chosen, voiceEvidence);
  const onsets = notes.map(({ startSeconds }, i) => {
    const tick = rhythm.ticks[i] as number;
    return { seconds: startSeconds, tick: rhythm.style.isSwung ? swungTick(tick) : tick };
  });
  return { rhythm, notes, beatMap: smoothBeats(onsets, rhythm.secondsPerQuarter[0] ?? 1) };
}

/** The notes by the beat under them; `undefined` where they are better read without. */
function readTogether(
  notes: readonly SungNote[],
  accompaniment: Accompaniment,
  totalAlone: number,
): Reading | undefined {
  const time = new BeatTime(accompaniment);
  const evidence = accompaniedEvidence(accompaniment, time.meanSeconds);
  const even = notes.map((note) => ({
    midi: note.midi,
    startSeconds: time.evenSeconds(note.startSeconds),
    endSeconds: time.evenSeconds(note.endSeconds),
  }));
  const chosen = chooseRhythm(even, evidence);
  if (chosen.total + trustInAccompaniment < totalAlone) return undefined;
  const rhythm = readWhole(even, chosen, evidence);
  const { lock } = rhythm.guess;
  if (!lock) return undefined;
  const downbeat = downbeatBefore(even[0]?.startSeconds ?? 0, rhythm.ticks[0] ?? 0, lock);
  const beatMap = time.mapOnTicks(-downbeat * lock.beatTicks, lock.beatTicks);
  return { rhythm, notes: even, beatMap };
}

function toRhythm({ rhythm, notes, beatMap }: Reading): Rhythm {
  const { ticks, secondsPerQuarter, confidence } = rhythm;
  const { timeSignature, isSwung } = rhythm.style;
  const metre = metreStructure(timeSignature);
  const { originTick, pickupTicks } = findStart(ticks[0] ?? 0, metre.measureTicks);
  // Values are judged by where they lie in the beat, so ticks still count from a full measure's start.
  const placed = chooseNoteValues(notes, ticks, secondsPerQuarter).map(
    ({ startTick, endTick }) => ({
      startTick: startTick - originTick,
      endTick: endTick - originTick,
    }),
  );
  const inScore = beatMap.map(({ seconds, tick }) => ({ seconds, tick: tick - originTick }));
  const lastTick = placed.at(-1)?.endTick ?? 0;
  return {
    timeSignature,
    pickupTicks,
    placed,
    tempos: markTempos(inScore, lastTick, timeSignature).map((mark, i) =>
      isSwung && i === 0 ? { ...mark, swing: true } : mark,
    ),
    beatSeconds: beatTimes(inScore, pickupTicks % metre.beatTicks, lastTick, metre.beatTicks),
    confidence,
  };
}

/**
 * Where the score begins. A first note that does not come early in its measure is an upbeat: the
 * score then begins with it, or with its beat where that is in triplets.
 */
function findStart(firstTick: number, measureTicks: number) {
  const place = firstTick % measureTicks;
  const measureStart = firstTick - place;
  if (place < measureTicks / 3) return { originTick: measureStart, pickupTicks: 0 };
  const isTriplet = place % (ticksPerQuarter / 4) !== 0;
  const skipped = isTriplet ? place - (place % ticksPerQuarter) : place;
  return { originTick: measureStart + skipped, pickupTicks: measureTicks - skipped };
}
