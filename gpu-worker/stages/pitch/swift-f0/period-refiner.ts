import { multiplyByConjugate } from '../../../audio/conjugate-product.ts';
import { copyZeroPadded } from '../../../audio/copy-zero-padded.ts';
import { createRealFft } from '../../../audio/real-fft.ts';

/** Samples compared with those one period later: 37.5 ms at 16 kHz. */
const compared = 600;
const reachSemitones = 2;
const reach = 2 ** (reachSemitones / 12);
/** Periods of this difference or more are ignored; 0: the voice repeats itself, 1: it does not. */
const maxDifference = 0.5;
/** The difference at which the period is as uncertain as the expected pitch; both then count equally. */
const evenDifference = 0.25;
/** Cost of one semitone from the expected pitch, in units of the difference. */
const differencePerSemitone = 0.02;
const silentEnergy = 1e-9;
/** Holds the compared samples and the longest period, 382 samples at 16 kHz, without wrap-around. */
const transformSize = 1024;
const maxPeriod = transformSize - compared - 1;

/** Refines a rough pitch by the period of the voice. */
export interface PeriodRefiner {
  /**
   * The pitch in Hz around a sample: a mean of the voice's period near the expected pitch and of that
   * pitch itself, which counts more the less the voice repeats itself, and alone if it does not.
   * @param centre index of the sample.
   */
  refine(centre: number, expectedHz: number): number;
  /** Frees the memory outside the JavaScript heap. */
  close(): void;
}

/**
 * Prepares the refinement of the pitch of one voice. The network's window of 0.1 s smears glides;
 * the period follows them within a few hundredths of a semitone. The period minimises the difference
 * function of de Cheveigné & Kawahara (JASA 2002, equation 1), centred on the sample and normalised by
 * the energy of both segments (McLeod & Wyvill, ICMC 2005), computed by FFT.
 */
export async function createPeriodRefiner(
  voice: Float32Array,
  sampleRateHz: number,
): Promise<PeriodRefiner> {
  const { signal, spectrum, forward, backward, close } = await createRealFft(transformSize);
  const sound = new Float32Array(transformSize);
  const first = new Float32Array(transformSize);
  const differences = new Float64Array(transformSize);

  /** Fills `differences` for periods up to `last`, of a segment that begins at sample `start`. */
  const compare = (start: number, last: number) => {
    const length = compared + last;
    copyZeroPadded(voice, start, sound.subarray(0, length));
    sound.fill(0, length);
    signal.set(sound.subarray(0, compared));
    signal.fill(0, compared);
    forward();
    first.set(spectrum);
    signal.set(sound);
    forward();
    multiplyByConjugate(spectrum, first);
    backward();
    let energy = silentEnergy;
    for (let i = 0; i < compared; i++) energy += (sound[i] as number) ** 2;
    let later = energy;
    for (let period = 0; period <= last; period++) {
      const product = (signal[period] as number) / transformSize;
      differences[period] = 1 - (2 * product) / (energy + later);
      later += (sound[period + compared] as number) ** 2 - (sound[period] as number) ** 2;
    }
  };

  return {
    refine(centre, expectedHz) {
      const expected = sampleRateHz / expectedHz;
      const from = Math.max(1, Math.floor(expected / reach));
      const to = Math.min(maxPeriod - 1, Math.ceil(expected * reach));
      compare(Math.round(centre - (compared + expected) / 2), to + 1);
      let best = Number.POSITIVE_INFINITY;
      let difference = 0;
      let foundHz = expectedHz;
      for (let period = from; period <= to; period++) {
        const here = differences[period] as number;
        const before = differences[period - 1] as number;
        const after = differences[period + 1] as number;
        if (here > before || here >= after || here >= maxDifference) continue;
        const vertex = (0.5 * (before - after)) / (before + after - 2 * here);
        const hz = sampleRateHz / (period + vertex);
        const cost = here + differencePerSemitone * Math.abs(12 * Math.log2(hz / expectedHz));
        if (cost >= best) continue;
        best = cost;
        difference = here;
        foundHz = hz;
      }
      // Inverse-variance weighting of the two estimates.
      const share = 1 / (1 + (difference / evenDifference) ** 2);
      return expectedHz * (foundHz / expectedHz) ** share;
    },
    close,
  };
}
