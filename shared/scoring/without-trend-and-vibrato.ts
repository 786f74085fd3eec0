/** Fewer frames tell nothing. */
const minFrames = 8;

/**
 * What remains of a note's pitch after its straight line and its vibrato are subtracted by least
 * squares; `undefined` for a few frames.
 *
 * @param midi the note's frames, NaN where unvoiced.
 * @param vibratoHz the rate of its vibrato, if it has one.
 * @returns semitones, one for each voiced frame.
 */
export function withoutTrendAndVibrato(
  midi: Float32Array,
  hopSeconds: number,
  vibratoHz?: number,
): number[] | undefined {
  const frames = Array.from(midi, (value, frame) => ({
    value,
    seconds: frame * hopSeconds,
  })).filter(({ value }) => !Number.isNaN(value));
  if (frames.length < minFrames) return undefined;
  const middle = (midi.length * hopSeconds) / 2;
  const rows = frames.map(({ seconds }) => {
    const angle = 2 * Math.PI * (vibratoHz ?? 0) * seconds;
    const wave = vibratoHz === undefined ? [] : [Math.cos(angle), Math.sin(angle)];
    return [1, seconds - middle, ...wave];
  });
  const values = frames.map(({ value }) => value);
  return subtractProjection(rows, values);
}

/** Subtracts the part of the values that the columns of the rows explain (Gram and Schmidt). */
function subtractProjection(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): number[] {
  const columns = (rows[0] ?? []).map((_, c) => rows.map((row) => row[c] as number));
  const orthogonal: number[][] = [];
  for (const column of columns) {
    const rest = orthogonal.reduce<readonly number[]>(subtract, column);
    if (dot(rest, rest) > 1e-9 * rows.length) orthogonal.push([...rest]);
  }
  return [...orthogonal.reduce<readonly number[]>(subtract, values)];
}

/** The part of the values that is orthogonal to an axis. */
function subtract(values: readonly number[], axis: readonly number[]): number[] {
  const share = dot(values, axis) / dot(axis, axis);
  return values.map((value, i) => value - share * (axis[i] as number));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
