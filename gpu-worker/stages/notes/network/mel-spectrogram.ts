import { copyZeroPadded } from '../../../audio/copy-zero-padded.ts';
import { hann } from '../../../audio/hann-window.ts';
import { createRealFft } from '../../../audio/real-fft.ts';
import { gridFrames, gridHop, gridRateHz } from '../frame-grid.ts';

export const melBands = 40;
const windowLength = 1024;
const minHz = 60;
const maxHz = 10_000;
/** Keeps the logarithm of silence finite. */
const powerFloor = 1e-9;

const window = Float32Array.from({ length: windowLength }, (_, i) => hann(i + 0.5, windowLength));

/** Common logarithm of the power in mel bands, flat [grid frames, `melBands`]. */
export async function melSpectrogram(voice: Float32Array): Promise<Float32Array> {
  const frames = gridFrames(voice.length);
  const mel = new Float32Array(frames * melBands);
  const fft = await createRealFft(windowLength);
  try {
    const { signal, spectrum } = fft;
    for (let frame = 0; frame < frames; frame++) {
      copyZeroPadded(voice, frame * gridHop - windowLength / 2, signal);
      applyWindow(signal);
      fft.forward();
      sumBands(spectrum, mel.subarray(frame * melBands, (frame + 1) * melBands));
    }
  } finally {
    fft.close();
  }
  return mel;
}

function applyWindow(signal: Float32Array): void {
  for (let i = 0; i < windowLength; i++) signal[i] = (signal[i] as number) * (window[i] as number);
}

function sumBands(spectrum: Float32Array, bands: Float32Array): void {
  for (let band = 0; band < melBands; band++) {
    const { firstBin, weights } = filters[band] as Filter;
    let power = powerFloor;
    for (let i = 0; i < weights.length; i++) {
      const re = spectrum[2 * (firstBin + i)] as number;
      const im = spectrum[2 * (firstBin + i) + 1] as number;
      power += (weights[i] as number) * (re * re + im * im);
    }
    bands[band] = Math.log10(power);
  }
}

interface Filter {
  readonly firstBin: number;
  readonly weights: Float32Array;
}

/** Triangles whose corners are evenly spaced on the mel scale of O'Shaughnessy (1987). */
const filters: readonly Filter[] = Array.from({ length: melBands }, (_, band) => {
  const mel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
  const cornerMels = (mel(maxHz) - mel(minHz)) / (melBands + 1);
  const binOf = (corner: number) => {
    const hz = 700 * (10 ** ((mel(minHz) + corner * cornerMels) / 2595) - 1);
    return (hz * windowLength) / gridRateHz;
  };
  const [left, centre, right] = [binOf(band), binOf(band + 1), binOf(band + 2)] as const;
  const firstBin = Math.ceil(left);
  const weights = Float32Array.from({ length: Math.floor(right) - firstBin + 1 }, (_, i) => {
    const bin = firstBin + i;
    return bin < centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre);
  });
  return { firstBin, weights };
});
