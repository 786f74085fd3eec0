import { powerToDb } from '@my-pitch/shared/decibels';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import { copyZeroPadded } from '../../../audio/copy-zero-padded.ts';
import { hann } from '../../../audio/hann-window.ts';
import { createRealFft } from '../../../audio/real-fft.ts';
import { gridHop, gridRateHz } from '../frame-grid.ts';
import type { NoteSpan } from '../segmentation/decode-notes.ts';

const windowLength = 2048;
/** The bins that are compared: 54 Hz to 3.2 kHz. */
const [firstBin, endBin] = [5, 300] as const;
/** Bins on either side of a harmonic that its window spreads over. */
const reachBins = 1;
/** Neighbouring windows overlap by nine tenths. */
const framesPerWindow = 3;
const silentPower = 1e-9;

const window = Float32Array.from({ length: windowLength }, (_, i) => hann(i + 0.5, windowLength));

/**
 * The share of the sound of each note that is at the harmonics of its own pitch, in dB: 0 for a voice alone,
 * less where another instrument plays. Of a note without pitch, 0.
 *
 * @param voice mono samples at {@link gridRateHz}.
 * @param midi fractional MIDI of the grid's frames, NaN where unvoiced.
 */
export async function harmonicSharesDb(
  spans: readonly NoteSpan[],
  voice: Float32Array,
  midi: Float32Array,
): Promise<number[]> {
  const { signal, spectrum, forward, close } = await createRealFft(windowLength);
  const shareDb = ({ startFrame, endFrame }: NoteSpan) => {
    let atHarmonics = silentPower;
    let all = silentPower;
    for (let frame = startFrame + 1; frame < endFrame; frame += framesPerWindow) {
      const pitch = midi[frame] as number;
      if (Number.isNaN(pitch)) continue;
      copyZeroPadded(voice, frame * gridHop - windowLength / 2, signal);
      for (let i = 0; i < windowLength; i++) {
        signal[i] = (signal[i] as number) * (window[i] as number);
      }
      forward();
      atHarmonics += harmonicPower(spectrum, midiToHz(pitch));
      all += powerOf(spectrum, firstBin, endBin);
    }
    return powerToDb(atHarmonics / all);
  };
  try {
    return spans.map(shareDb);
  } finally {
    close();
  }
}

function harmonicPower(spectrum: Float32Array, hz: number): number {
  const binsPerHarmonic = (hz * windowLength) / gridRateHz;
  let power = 0;
  for (let harmonic = 1; ; harmonic++) {
    const bin = Math.round(harmonic * binsPerHarmonic);
    if (bin + reachBins >= endBin) return power;
    power += powerOf(spectrum, bin - reachBins, bin + reachBins + 1);
  }
}

function powerOf(spectrum: Float32Array, from: number, end: number): number {
  let power = 0;
  for (let i = 2 * from; i < 2 * end; i++) power += (spectrum[i] as number) ** 2;
  return power;
}
