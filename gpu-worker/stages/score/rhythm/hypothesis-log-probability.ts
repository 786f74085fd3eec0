import { z } from 'zod';
import { noteFeatures } from './features/hypothesis-features.ts';
import type { NoteEvent } from './note-event.ts';
import { type RhythmStyle, signatureNames } from './rhythm-style.ts';
import weights from './rhythm-weights.json' with { type: 'json' };

const vector = z.array(z.number());
/** The weights of a network with one hidden layer, in thousandths. */
const networkSchema = z
  .object({ evidence: vector, traits: z.array(vector), bias: vector, out: vector })
  .transform(({ traits, ...others }) => ({ ...others, features: traits }));
type Network = z.infer<typeof networkSchema>;
/** Learned by training/rhythm. */
const networks = z
  .object({ pace: networkSchema, metre: networkSchema })
  .transform(({ pace, metre }) => ({ tempoLevel: pace, metre }))
  .parse(weights);
const unit = 1e-3;

/** What a network judges: the tempo level of a hypothesis, or its metre at a given tempo level. */
export type Aspect = keyof typeof networks;

/** Log probabilities of the parts of a hypothesis. */
export interface HypothesisEvidence {
  /** Of the sung onsets, given the written ones. */
  readonly onsets: number;
  /** Of the written intervals in the style. */
  readonly intervals: number;
  /** Of the metrical position of the first note in the style. */
  readonly start: number;
  /** Of the style among tunes of its time signature. */
  readonly style: number;
  /** Of the tempo, for so many notes. */
  readonly tempo: number;
  /** Of the length of a beat. */
  readonly beat: number;
}

/** Log probability of a hypothesis, up to a constant that is the same for all hypotheses of the same notes. */
export interface HypothesisLogProbability {
  /** Of its notes: grows with their number. */
  readonly ofNotes: number;
  /** Of what a song has once: style, tempo, and where it begins. */
  readonly ofSong: number;
}

/** The first inputs of the linear part are sums over notes: onsets and intervals. */
const noteInputs = 2;

/**
 * Log probability of a hypothesis: a weighted sum of the evidence from the search, and for each note
 * the output of a network over its features.
 *
 * @param ticks written onsets, as many as notes.
 */
export function hypothesisLogProbability(
  aspect: Aspect,
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  style: RhythmStyle,
  evidence: HypothesisEvidence,
): HypothesisLogProbability {
  const network = networks[aspect];
  const weighted = evidenceInputs(style, evidence).map(
    (input, i) => unit * input * (network.evidence[i] as number),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    ofNotes:
      sum(weighted.slice(0, noteInputs)) +
      notesLogProbability(network, noteFeatures(ticks, notes, style)),
    ofSong: sum(weighted.slice(noteInputs)),
  };
}

/** [11] inputs of the linear part, in the order of the weights. */
export function evidenceInputs(
  { isSwung, signatureName }: RhythmStyle,
  { onsets, intervals, start, style, tempo, beat }: HypothesisEvidence,
): number[] {
  const metre = signatureNames.map((name) => Number(name === signatureName));
  return [onsets, intervals, start, style, tempo, Number(isSwung), ...metre, beat];
}

/**
 * One hidden layer of rectified units. The input of a note is 1 for each of its features and 0 for
 * all others. A network may know only the first features; the others add nothing.
 */
function notesLogProbability(
  { features, bias, out }: Network,
  notes: readonly (readonly number[])[],
): number {
  let total = 0;
  const hidden = new Float64Array(bias.length);
  for (const active of notes) {
    hidden.set(bias);
    for (const feature of active) {
      const column = features[feature];
      if (!column) continue;
      for (let i = 0; i < hidden.length; i++) {
        hidden[i] = (hidden[i] as number) + (column[i] as number);
      }
    }
    hidden.forEach((sum, i) => {
      if (sum > 0) total += sum * (out[i] as number);
    });
  }
  return unit * unit * total;
}
