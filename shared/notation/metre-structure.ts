import { type TimeSignature, ticksPerQuarter } from '../score.ts';

/** The beats of a time signature, in ticks. */
export interface MetreStructure {
  readonly measureTicks: number;
  /** The length of a beat: a quarter in 3/4, a dotted quarter in 6/8. */
  readonly beatTicks: number;
  /** Whether beats divide into three. */
  readonly isCompound: boolean;
  /** The middle of a measure of at least four quarters with an even number of beats, else `undefined`. */
  readonly middleTick: number | undefined;
}

/** The structure of a time signature: 6/8 has two beats of three eighths, 2/2 two beats of a half. */
export function metreStructure({ beats, beatType }: TimeSignature): MetreStructure {
  const unit = (4 * ticksPerQuarter) / beatType;
  const isCompound = beatType >= 8 && beats % 3 === 0;
  const beatTicks = isCompound ? 3 * unit : unit;
  const measureTicks = beats * unit;
  const beatsInHalf = measureTicks / beatTicks / 2;
  const showsMiddle = Number.isInteger(beatsInHalf) && measureTicks >= 4 * ticksPerQuarter;
  const middleTick = showsMiddle ? measureTicks / 2 : undefined;
  return { measureTicks, beatTicks, isCompound, middleTick };
}

/**
 * Where beams begin anew, in ticks from the start of a measure: at every beat. Beats of an eighth or less are
 * too short for that; they are taken in pairs, the first three together if their number is odd: 7/8 is 3 + 2 + 2.
 */
export function beamStarts({ beats, beatType }: TimeSignature): number[] {
  const { measureTicks, beatTicks } = metreStructure({ beats, beatType });
  const hasOddEighths = beatType === 8 && beatTicks < ticksPerQuarter && beats % 2 === 1;
  const step = Math.max(beatTicks, ticksPerQuarter);
  const first = hasOddEighths ? 3 * beatTicks : step;
  const others = Math.max(0, Math.ceil((measureTicks - first) / step));
  return [0, ...Array.from({ length: others }, (_, i) => first + i * step)];
}
