import { z } from 'zod';
import { noteTraits } from './features/hypothesis-features.ts';
import type { NoteEvent } from './note-event.ts';
import { type RhythmStyle, signatureNames } from './rhythm-style.ts';
import weights from './rhythm-weights.json' with { type: 'json' };

const vector = z.array(z.number());
const layerSchema = z.object({
  evidence: vector,
  traits: z.array(vector),
  bias: vector,
  out: vector,
});
type Layer = z.infer<typeof layerSchema>;
/** In thousandths; learned by training/rhythm. */
const layers = z.object({ pace: layerSchema, metre: layerSchema }).parse(weights);
const unit = 1e-3;

/** What is judged of a reading: how fast its notes are written, or its measures at that pace. */
export type Judged = keyof typeof layers;

/** Log probabilities of a reading, each by itself. */
export interface ReadingEvidence {
  /** Of the onsets that were heard, given what is written. */
  readonly onsets: number;
  /** Of the written intervals in the style. */
  readonly rhythm: number;
  /** Of the place of the first note in the style. */
  readonly start: number;
  /** Of the style among tunes of its time signature. */
  readonly style: number;
  /** Of the tempo. */
  readonly tempo: number;
}

/**
 * How probable a reading is against other readings of the same notes, in nats: the evidence of the
 * search, weighed, and what a small network adds for each note by its traits.
 */
export function weighHypothesis(
  judged: Judged,
  ticks: readonly number[],
  notes: readonly NoteEvent[],
  style: RhythmStyle,
  { onsets, rhythm, start, style: share, tempo }: ReadingEvidence,
): number {
  const layer = layers[judged];
  const metre = signatureNames.map((name) => Number(name === style.signatureName));
  const facts = [onsets, rhythm, start, share, tempo, Number(style.isSwung), ...metre];
  const weighed = facts.reduce((sum, fact, i) => sum + fact * (layer.evidence[i] as number), 0);
  return unit * weighed + weighNotes(layer, noteTraits(ticks, notes, style));
}

/**
 * One layer of rectified units, whose input has a one for each trait and zeros for all others. Of
 * the traits it may know the first only.
 */
function weighNotes({ traits, bias, out }: Layer, notes: readonly (readonly number[])[]): number {
  let total = 0;
  const hidden = new Float64Array(bias.length);
  for (const kinds of notes) {
    hidden.set(bias);
    for (const kind of kinds) {
      const column = traits[kind];
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
