import type { SungNote } from '../analysis.ts';
import { floorMod } from '../floor-mod.ts';
import type { Singing } from './comparison.ts';
import { medianOf } from './median.ts';
import { framesBetween, type PitchCurve } from './pitch-curve.ts';
import { withoutTrendAndVibrato } from './without-trend-and-vibrato.ts';

/** Shorter notes tell nothing about stability and vibrato. */
const minHeldSeconds = 0.5;
/** The middle of a note, whose stability is measured. */
const stableShare = 0.6;
const minNotes = 5;
const minNotesOfStep = 3;
const minDriftSeconds = 20;

/** Describes a voice without an original. Nothing of this is scored. */
export function describeSinging(notes: readonly SungNote[], curve: PitchCurve): Singing {
  const deviations = notes.map(({ startSeconds, midi, centreMidi }) => ({
    seconds: startSeconds,
    step: floorMod(midi, 12),
    cents: 100 * (centreMidi - midi),
  }));
  const held = notes.filter((note) => note.endSeconds - note.startSeconds >= minHeldSeconds);
  return withoutUndefined({
    biasCents: notes.length < minNotes ? undefined : medianOf(deviations.map(({ cents }) => cents)),
    precisionCents: precisionOf(deviations),
    stabilityCents: medianOf(held.flatMap((note) => stabilityOf(note, curve) ?? [])),
    driftCentsPerMinute: driftOf(deviations),
    vibrato: vibratoOf(held),
  });
}

interface Deviation {
  readonly seconds: number;
  readonly step: number;
  readonly cents: number;
}

/** Pfordresher et al., "Imprecise singing is widespread" (2010): the spread within each pitch class. */
function precisionOf(deviations: readonly Deviation[]): number | undefined {
  let sum = 0;
  let count = 0;
  for (const ofStep of Map.groupBy(deviations, ({ step }) => step).values()) {
    if (ofStep.length < minNotesOfStep) continue;
    sum +=
      ofStep.length *
      standardDeviation(
        ofStep.map(({ cents }) => cents),
        1,
      );
    count += ofStep.length;
  }
  return count === 0 ? undefined : sum / count;
}

function stabilityOf(note: SungNote, curve: PitchCurve): number | undefined {
  const margin = ((1 - stableShare) / 2) * (note.endSeconds - note.startSeconds);
  const middle = framesBetween(curve, note.startSeconds + margin, note.endSeconds - margin);
  const rest = withoutTrendAndVibrato(middle, curve.hopSeconds, note.vibrato?.rateHz);
  return rest && 100 * standardDeviation(rest, 0);
}

/** Theil and Sen's slope: the median over all pairs of notes, which single wrong notes do not move. */
function driftOf(deviations: readonly Deviation[]): number | undefined {
  const slopes = deviations.flatMap((later, i) =>
    deviations
      .slice(0, i)
      .map((earlier) => (60 * (later.cents - earlier.cents)) / (later.seconds - earlier.seconds)),
  );
  const seconds = (deviations.at(-1)?.seconds ?? 0) - (deviations[0]?.seconds ?? 0);
  return seconds < minDriftSeconds ? undefined : medianOf(slopes);
}

function vibratoOf(held: readonly SungNote[]): Singing['vibrato'] {
  const found = held.flatMap(({ vibrato }) => vibrato ?? []);
  const rateHz = medianOf(found.map((vibrato) => vibrato.rateHz));
  const extentCents = medianOf(found.map((vibrato) => vibrato.extentCents));
  if (rateHz === undefined || extentCents === undefined) return undefined;
  return { share: found.length / held.length, rateHz, extentCents };
}

/** @param degreesLost 1 for a sample whose mean was estimated from itself. */
function standardDeviation(values: readonly number[], degreesLost: 0 | 1): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - degreesLost));
}

type Measured = { [Key in keyof Singing]: Singing[Key] | undefined };

function withoutUndefined(measured: Measured): Singing {
  const { biasCents, precisionCents, stabilityCents, driftCentsPerMinute, vibrato } = measured;
  return {
    ...(biasCents !== undefined && { biasCents }),
    ...(precisionCents !== undefined && { precisionCents }),
    ...(stabilityCents !== undefined && { stabilityCents }),
    ...(driftCentsPerMinute !== undefined && { driftCentsPerMinute }),
    ...(vibrato !== undefined && { vibrato }),
  };
}
