import { midiToHz } from '@my-pitch/shared/pitch-units';
import { gridRateHz } from '../frame-grid.ts';

/** Formants of an open vowel: [centre, bandwidth] in Hz. */
const formants = [
  [700, 130],
  [1100, 150],
  [2600, 250],
] as const;

export interface Curve {
  readonly seconds: number;
  /** Fractional MIDI at a time. */
  readonly midi: (seconds: number) => number;
  /** Amplitude at a time; 1 if absent. */
  readonly level?: (seconds: number) => number;
  /** Number of partials, 16 if absent; two are a hum, one is a whistle. */
  readonly harmonics?: number;
}

/** Sings one vowel without a break whose pitch and loudness follow two curves. */
export function singCurve(
  { seconds, midi, level = () => 1, harmonics = 16 }: Curve,
  rateHz = gridRateHz,
): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => {
    const hz = midiToHz(midi(i / rateHz));
    phase += (2 * Math.PI * hz) / rateHz;
    let sum = 0;
    for (let h = 1; h <= harmonics; h++) {
      if (h * hz < rateHz / 2) sum += (vowelGain(h * hz) / h) * Math.sin(h * phase);
    }
    const edge = Math.min(1, i / rateHz / 0.02, (seconds - i / rateHz) / 0.02);
    return 0.1 * edge * level(i / rateHz) * sum;
  });
}

function vowelGain(hz: number): number {
  return formants.reduce(
    (gain, [centre, width]) => gain + 1 / (1 + ((hz - centre) / width) ** 2),
    0.2,
  );
}
