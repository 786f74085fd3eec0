import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { medianOf } from '@my-pitch/shared/scoring/median';

type Criterion = keyof Comparison['credits'];

/** What went well. `nothing` if no criterion stands out. */
export type Strength = Criterion | 'nothing';

/** What to work on; each has a tip of its own. `nothing` if there is nothing that a singer would hear. */
export type Weakness =
  | { readonly kind: 'missed' | 'wrong'; readonly count: number; readonly of: number }
  | { readonly kind: 'sharp' | 'flat'; readonly cents: number }
  | { readonly kind: 'late' | 'early'; readonly milliseconds: number }
  | { readonly kind: Criterion | 'nothing' };

/** What a singer should know about a take, or why nothing can be said. */
export type Advice =
  | { readonly kind: 'nothing-sung' | 'another-song' }
  | { readonly kind: 'advice'; readonly strength: Strength; readonly weakness: Weakness };

/** From this credit on, a criterion went well. */
const wellCredit = 0.8;
/** From this credit on, there is nothing to work on. */
const perfectCredit = 0.95;
/** From this share of the notes on, missed or wrong ones matter more than how the others were sung. */
const manyNotes = 0.15;
/** Smaller tendencies are not heard. */
const heardCents = 15;
const heardMilliseconds = 40;

const criteria = ['pitch', 'onset', 'length'] as const;

/** The advice for a take, from its figures at the level `normal`. */
export function adviceOn(comparison: Comparison): Advice {
  const { counts, likeness, credits } = comparison;
  if (counts.sung + counts.wrong === 0) return { kind: 'nothing-sung' };
  if (likeness < 1) return { kind: 'another-song' };
  const best = criteria.reduce((a, b) => (credits[b] > credits[a] ? b : a));
  const strength = credits[best] >= wellCredit ? best : 'nothing';
  return { kind: 'advice', strength, weakness: weaknessOf(comparison) };
}

function weaknessOf({ counts, credits, notes }: Comparison): Weakness {
  const of = counts.sung + counts.wrong + counts.missed;
  const commonest = counts.wrong > counts.missed ? 'wrong' : 'missed';
  if (counts[commonest] >= manyNotes * of) return { kind: commonest, count: counts[commonest], of };
  const worst = criteria.reduce((a, b) => (credits[b] < credits[a] ? b : a));
  if (credits[worst] >= perfectCredit) {
    const count = counts[commonest];
    return count > 0 ? { kind: commonest, count, of } : { kind: 'nothing' };
  }
  return tendencyOf(notes, worst) ?? { kind: worst };
}

/** Whether most notes err to the same side. */
function tendencyOf(notes: Comparison['notes'], worst: Criterion): Weakness | undefined {
  const sung = notes.flatMap(({ status, take }) => (status === 'sung' && take ? [take] : []));
  if (worst === 'pitch') {
    const cents = Math.round(medianOf(sung.map((take) => take.pitchErrorCents)) ?? 0);
    if (Math.abs(cents) < heardCents) return undefined;
    return { kind: cents > 0 ? 'sharp' : 'flat', cents: Math.abs(cents) };
  }
  if (worst === 'onset') {
    const late = Math.round(medianOf(sung.map((take) => take.onsetErrorMilliseconds)) ?? 0);
    if (Math.abs(late) < heardMilliseconds) return undefined;
    return { kind: late > 0 ? 'late' : 'early', milliseconds: Math.abs(late) };
  }
  return undefined;
}
