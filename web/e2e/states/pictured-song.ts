import type { Analysis } from '@my-pitch/shared/analysis';
import { layOutMeasures } from '@my-pitch/shared/notation/lay-out-measures';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { type Score, ticksPerQuarter } from '@my-pitch/shared/score';

/** The opening of the "Ode to Joy" in D, in MIDI numbers and quarters; 120 a minute. */
const tune = [
  ...[66, 66, 67, 69, 69, 67, 66, 64, 62, 62, 64, 66].map((midi) => [midi, 1] as const),
  ...([
    [66, 1.5],
    [64, 0.5],
    [64, 2],
  ] as const),
  ...[66, 66, 67, 69, 69, 67, 66, 64, 62, 62, 64, 66].map((midi) => [midi, 1] as const),
  ...([
    [64, 1.5],
    [62, 0.5],
    [62, 2],
  ] as const),
];
/** Number of notes of the song, one per measure. */
export const picturedNotes = tune.length;
const quarterSeconds = 0.5;
const hopSeconds = 0.01;

/** Deviation of each note from its written pitch: some flat, some sharp. */
const deviations = [4, -6, 11, -31, 8, 2, -14, 27, -3, 5, -9, 16, -42, 7, 1];

function placedNotes() {
  let quarter = 0;
  return tune.map(([midi, quarters], index) => {
    const startTick = quarter * ticksPerQuarter;
    quarter += quarters;
    const deviationCents = deviations[index % deviations.length] ?? 0;
    return { midi, startTick, endTick: quarter * ticksPerQuarter, deviationCents };
  });
}

const secondsOf = (tick: number) => (tick / ticksPerQuarter) * quarterSeconds;

/** A score as the worker writes it, for screenshots. */
export function picturedScore(): Score {
  const notes = placedNotes();
  return {
    version: 1,
    ticksPerQuarter,
    title: 'Ode to Joy',
    clef: 'treble',
    measures: layOutMeasures(notes, {
      timeSignature: { beats: 4, beatType: 4 },
      pickupTicks: 0,
      keySignature: { fifths: 2, mode: 'major' },
    }),
    sungNotes: notes.map(({ midi, startTick, endTick, deviationCents }) => ({
      startSeconds: secondsOf(startTick),
      endSeconds: secondsOf(endTick) - 0.04,
      centreMidi: midi + deviationCents / 100,
      deviationCents,
      confidence: 0.9,
      loudnessDb: -20,
      vibrato: { rateHz: 5.5, extentCents: 35 },
    })),
    tempos: [{ tick: 0, quarterBpm: 60 / quarterSeconds }],
    timeMap: [
      { tick: 0, seconds: 0 },
      { tick: ticksPerQuarter, seconds: quarterSeconds },
    ],
  };
}

/** The analysis for the score: each note has a scoop and vibrato. */
export function picturedAnalysis(): Analysis {
  const { sungNotes, measures } = picturedScore();
  const durationSeconds = secondsOf(measures.length * 4 * ticksPerQuarter);
  const frames = Math.round(durationSeconds / hopSeconds);
  const frequencyHz = Array.from({ length: frames }, (_, frame) => {
    const at = frame * hopSeconds;
    const note = sungNotes.find(
      ({ startSeconds, endSeconds }) => at >= startSeconds && at < endSeconds,
    );
    if (!note) return null;
    const since = at - note.startSeconds;
    const scoop = -0.8 * Math.exp(-since / 0.03);
    const vibrato =
      0.35 * Math.min(1, Math.max(0, since - 0.15) / 0.2) * Math.sin(2 * Math.PI * 5.5 * at);
    return midiToHz(note.centreMidi + scoop + vibrato);
  });
  return {
    version: 1,
    durationSeconds,
    f0: {
      method: 'swift-f0',
      hopSeconds,
      frequencyHz,
      voicedProbability: frequencyHz.map((hz) => (hz === null ? 0 : 0.95)),
    },
    notes: sungNotes.map((note) => ({ ...note, midi: Math.round(note.centreMidi) })),
    tuningOffsetCents: 3,
    tempo: { quarterBpm: 60 / quarterSeconds, confidence: 0.9 },
    beatSeconds: Array.from({ length: measures.length * 4 }, (_, beat) => beat * quarterSeconds),
    key: { fifths: 2, mode: 'major', confidence: 0.9 },
  };
}
