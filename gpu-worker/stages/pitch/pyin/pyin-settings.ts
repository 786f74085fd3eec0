import { midiToHz } from '@my-pitch/shared/pitch-units';
/**
 * The settings of pYIN in Mauch & Dixon (ICASSP 2014), in the authors' software and in librosa 0.11,
 * for a voice between C2 and C7.
 */
export const sampleRateHz = 22_050;
export const frameLength = 2048;
export const hopLength = 512;

const c2Midi = 36;
const c7Midi = 96;
export const minHz = midiToHz(c2Midi);

/** Lags in samples, both inclusive. */
export const minPeriod = Math.floor(sampleRateHz / midiToHz(c7Midi));
export const maxPeriod = Math.ceil(sampleRateHz / minHz);

/** Bins of a tenth of a semitone, from C2 to C7 inclusive. */
export const binsPerSemitone = 10;
export const pitchBins = (c7Midi - c2Midi) * binsPerSemitone + 1;

export const thresholdCount = 100;
/** Decay of the prior over troughs: a larger value favours shorter periods more. */
export const boltzmannDecay = 2;
/** Share of the probability of "no trough under the threshold" that goes to the deepest trough. */
export const noTroughProbability = 0.01;

const maxOctavesPerSecond = 35.92;
/** Maximum change of pitch from one frame to the next. */
export const maxBinsPerFrame =
  (Math.round((maxOctavesPerSecond * 12 * hopLength) / sampleRateHz) * binsPerSemitone) / 2;
/** Probability of changing between voiced and unvoiced from one frame to the next. */
export const switchProbability = 0.01;

/** A frame counts as voiced from this voicing probability on. */
export const voicedFrom = 0.1;
