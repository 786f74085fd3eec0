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
