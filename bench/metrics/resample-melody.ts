/** Pitch in cents above 10 Hz and voicing (0 or 1) at ascending times; 0 cents means no pitch. */
export interface Sampled {
  readonly timeSeconds: readonly number[];
  readonly cents: readonly number[];
  readonly voicing: readonly number[];
}

/**
 * Resamples a pitch track to other times: pitch by linear interpolation, voicing from the sample
 * before. Samples without pitch stay without; the interpolation holds the last pitch there. Unvoiced
 * after the end.
 */
export function resampleMelody(series: Sampled, toSeconds: readonly number[]): Sampled {
  if (isSame(series.timeSeconds, toSeconds)) return series;
  const times = series.timeSeconds.map(rounded);
  const cents = [...series.cents];
  const voicing = [...series.voicing];
  const latest = rounded(Math.max(...toSeconds.slice(-1)));
  if (latest > (times.at(-1) as number)) {
    times.push(latest);
    cents.push(0);
    voicing.push(0);
  }
  const held = [...cents];
  for (let i = 1; i < held.length; i++) if (cents[i] === 0) held[i] = held[i - 1] as number;
  let before = 0;
  const positions = toSeconds.map((time) => {
    const at = rounded(time);
    while (before + 1 < times.length && (times[before + 1] as number) <= at) before++;
    return { at, before };
  });
  return {
    timeSeconds: toSeconds,
    cents: positions.map(({ at, before: i }) =>
      cents[i] === 0 ? 0 : interpolate(times, held, i, at),
    ),
    voicing: positions.map(({ before: i }) => voicing[i] as number),
  };
}

function interpolate(
  times: readonly number[],
  values: readonly number[],
  i: number,
  at: number,
): number {
  const start = times[i] as number;
  const end = times[i + 1] ?? start;
  const value = values[i] as number;
  const share = end > start ? (at - start) / (end - start) : 0;
  return value + share * ((values[i + 1] ?? value) - value);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((time, i) => Math.abs(time - (b[i] as number)) <= 1e-8);
}

/** Rounds to 10⁻¹⁰ s, against floating-point errors at frame borders. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e10) / 1e10;
}
