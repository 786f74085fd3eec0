import { type TimeSignature, ticksPerQuarter } from '../score.ts';

/** How the measures of a time signature are felt, in ticks. */
export interface MetreStructure {
  readonly measureTicks: number;
  /** What a conductor beats and a beam joins: a quarter in 3/4, a dotted quarter in 6/8. */
  readonly beatTicks: number;
  /** Whether beats fall into three. */
  readonly isCompound: boolean;
  /** The second strongest place of a measure of an even number of beats; absent where there is none to show. */
  readonly middleTick: number | undefined;
}

/** The structure of a time signature: 6/8 has two beats of three eighths, 2/2 two of a half. */
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
