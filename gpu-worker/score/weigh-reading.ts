import { z } from 'zod';
import { noteTraits, type TunedNote } from './reading-traits.ts';
import { type RhythmStyle, signatureNames } from './rhythm-style.ts';
import weights from './rhythm-weights.json' with { type: 'json' };

const vector = z.array(z.number());
const weightsSchema = z.object({
  evidence: vector,
  traits: z.array(vector),
  bias: vector,
  out: vector,
});
/** In thousandths; learned by bench/rhythm-model. */
const { evidence, traits, bias, out } = weightsSchema.parse(weights);
const unit = 1e-3;

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
export function weighReading(
  ticks: readonly number[],
  notes: readonly TunedNote[],
  style: RhythmStyle,
  { onsets, rhythm, start, style: share, tempo }: ReadingEvidence,
): number {
  const metre = signatureNames.map((name) => Number(name === style.signatureName));
  const facts = [onsets, rhythm, start, share, tempo, Number(style.isSwung), ...metre];
  const weighed = facts.reduce((sum, fact, i) => sum + fact * (evidence[i] as number), 0);
  return unit * weighed + weighNotes(noteTraits(ticks, notes, style));
}

/** One layer of rectified units, whose input has a one for each trait and zeros for all others. */
function weighNotes(notes: readonly (readonly number[])[]): number {
  let total = 0;
  const hidden = new Float64Array(bias.length);
  for (const kinds of notes) {
    hidden.set(bias);
    for (const kind of kinds) {
      const column = traits[kind] as readonly number[];
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
