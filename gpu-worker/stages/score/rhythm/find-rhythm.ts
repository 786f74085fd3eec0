import type { SungNote } from '@my-pitch/shared/analysis';
import type { GridNote } from '@my-pitch/shared/notation/lay-out-measures';
import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import {
  type Alternatives,
  type Score,
  type TimeSignature,
  ticksPerQuarter,
} from '@my-pitch/shared/score';
import type { Accompaniment } from '../accompaniment/estimate-beats.ts';
import { accompaniedEvidence, BeatTime } from './accompanied-evidence.ts';
import {
  type ChosenRhythm,
  chooseRhythm,
  extendToAllNotes,
  voiceEvidence,
} from './choose-rhythm.ts';
import { chooseNoteValues } from './note-values.ts';
import { swungTick } from './swing.ts';
import { downbeatBefore } from './tempo-candidate.ts';
import { type BeatMap, beatTimes, markTempos, smoothBeats } from './tempo-curve.ts';

/** The rhythm of a score: signature, onsets and note values in ticks, tempos, and the beats in the recording. */
export interface Rhythm {
  readonly timeSignature: TimeSignature;
  readonly pickupTicks: number;
  readonly gridNotes: readonly GridNote[];
  readonly tempos: Score['tempos'];
  readonly beatSeconds: readonly number[];
  readonly confidence: number;
  readonly alternatives?: Alternatives | undefined;
}

/** The rhythm of a song without notes: one measure of rest. */
export const emptyRhythm: Rhythm = {
  timeSignature: { beats: 4, beatType: 4 },
  pickupTicks: 0,
  gridNotes: [],
  tempos: [{ tick: 0, quarterBpm: 90 }],
  beatSeconds: [],
  confidence: 0,
};

/** Log prior odds, in nats, that the singer follows the beat of the accompaniment. */
const accompanimentLogOdds = 10;
/** A first note before this share of its measure starts a full measure; a later one is a pickup. */
const minPickupShare = 1 / 3;

/** A rhythm with the times of notes and beats on which it is based. */
interface TimedRhythm {
  readonly rhythm: ChosenRhythm;
  readonly notes: readonly Pick<SungNote, 'startSeconds' | 'endSeconds'>[];
  /** Beats in the recording, on the ticks of the rhythm. */
  readonly beatMap: BeatMap;
}

/**
 * Finds the rhythm of sung notes, at least one: by the beats of the accompaniment if the voice
 * follows them, otherwise by the voice alone.
 */
export function findRhythm(
  notes: readonly SungNote[],
  accompaniment: Accompaniment | undefined,
): Rhythm {
  const [first, second] = notes;
  if (first && !second && !accompaniment) return singleNoteRhythm(first);
  const voiceOnly = chooseRhythm(notes, voiceEvidence);
  const accompanied =
    accompaniment && accompaniedRhythm(notes, accompaniment, voiceOnly.tempoLevelLogWeight);
  return toRhythm(accompanied ?? voiceOnlyRhythm(notes, voiceOnly));
}

/** A single note has no tempo. At one quarter per second its value shows its length, and few such notes need ties. */
function singleNoteRhythm(note: SungNote): Rhythm {
  const gridNotes = chooseNoteValues([note], [0], [1]);
  const seconds = (gridNotes[0]?.endTick ?? 0) / ticksPerQuarter;
  return {
    ...emptyRhythm,
    gridNotes,
    tempos: [{ tick: 0, quarterBpm: 60 }],
    beatSeconds: Array.from({ length: Math.floor(seconds) + 1 }, (_, i) => note.startSeconds + i),
  };
}

function voiceOnlyRhythm(notes: readonly SungNote[], chosen: ChosenRhythm): TimedRhythm {
  const rhythm = extendToAllNotes(notes, chosen, voiceEvidence);
  const onsets = notes.map(({ startSeconds }, i) => {
    const tick = rhythm.ticks[i] as number;
    return { seconds: startSeconds, tick: rhythm.style.isSwung ? swungTick(tick) : tick };
  });
  return { rhythm, notes, beatMap: smoothBeats(onsets, rhythm.secondsPerQuarter[0] ?? 1) };
}

/** The rhythm by the accompaniment's beats; `undefined` if the voice alone explains the notes better. */
function accompaniedRhythm(
  notes: readonly SungNote[],
  accompaniment: Accompaniment,
  voiceOnlyLogWeight: number,
): TimedRhythm | undefined {
  const time = new BeatTime(accompaniment);
  const evidence = accompaniedEvidence(accompaniment, time.meanSeconds);
  const even = notes.map((note) => ({
    midi: note.midi,
    startSeconds: time.evenSeconds(note.startSeconds),
    endSeconds: time.evenSeconds(note.endSeconds),
  }));
  const chosen = chooseRhythm(even, evidence);
  if (chosen.tempoLevelLogWeight + accompanimentLogOdds < voiceOnlyLogWeight) return undefined;
  const rhythm = extendToAllNotes(even, chosen, evidence);
  const { beatGrid } = rhythm.tempo;
  if (!beatGrid) return undefined;
  const downbeat = downbeatBefore(even[0]?.startSeconds ?? 0, rhythm.ticks[0] ?? 0, beatGrid);
  const beatMap = time.mapOnTicks(-downbeat * beatGrid.beatTicks, beatGrid.beatTicks);
  return { rhythm, notes: even, beatMap };
}

function toRhythm({ rhythm, notes, beatMap }: TimedRhythm): Rhythm {
  const { ticks, secondsPerQuarter, confidence, alternatives } = rhythm;
  const { timeSignature, isSwung } = rhythm.style;
  const metre = metreStructure(timeSignature);
  const { originTick, pickupTicks } = findStart(ticks[0] ?? 0, metre.measureTicks);
  // Note values depend on the metrical position, so they are chosen before the origin is moved.
  const gridNotes = chooseNoteValues(notes, ticks, secondsPerQuarter).map(
    ({ startTick, endTick }) => ({
      startTick: startTick - originTick,
      endTick: endTick - originTick,
    }),
  );
  const beatsInScore = beatMap.map(({ seconds, tick }) => ({ seconds, tick: tick - originTick }));
  const lastTick = gridNotes.at(-1)?.endTick ?? 0;
  return {
    timeSignature,
    pickupTicks,
    gridNotes,
    tempos: markTempos(beatsInScore, lastTick, timeSignature).map((mark, i) =>
      isSwung && i === 0 ? { ...mark, swing: true } : mark,
    ),
    beatSeconds: beatTimes(beatsInScore, pickupTicks % metre.beatTicks, lastTick, metre.beatTicks),
    confidence,
    alternatives,
  };
}

/**
 * Where the score begins, and how long its pickup is. A first note after the first third of a
 * measure is a pickup: the score begins with it, or with its beat if it lies within a triplet.
 */
export function findStart(firstTick: number, measureTicks: number) {
  const position = firstTick % measureTicks;
  const measureStart = firstTick - position;
  if (position < measureTicks * minPickupShare) return { originTick: measureStart, pickupTicks: 0 };
  const isTriplet = position % (ticksPerQuarter / 4) !== 0;
  const skipped = isTriplet ? position - (position % ticksPerQuarter) : position;
  return { originTick: measureStart + skipped, pickupTicks: measureTicks - skipped };
}
