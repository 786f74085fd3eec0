import { midiToHz } from '@my-pitch/shared/pitch-units';
/**
 * pYIN as the field measures it: the values of Mauch & Dixon (ICASSP 2014) and of their own
 * software, as librosa 0.11 takes them over, for a voice between C2 and C7.
 */
export const sampleRateHz = 22_050;
export const frameLength = 2048;
export const hopLength = 512;

const c2Midi = 36;
const c7Midi = 96;
export const minHz = midiToHz(c2Midi);

/** Lags in samples, both ends included. */
export const minPeriod = Math.floor(sampleRateHz / midiToHz(c7Midi));
export const maxPeriod = Math.ceil(sampleRateHz / minHz);

/** A tenth of a semitone to the bin, both ends included. */
export const binsPerSemitone = 10;
export const pitchBins = (c7Midi - c2Midi) * binsPerSemitone + 1;

export const thresholdCount = 100;
/** Decay of the prior over troughs: a larger value favours shorter periods more. */
export const boltzmannDecay = 2;
/** Share of the probability of "no trough under the threshold" that goes to the deepest trough. */
export const noTroughProbability = 0.01;

const maxOctavesPerSecond = 35.92;
/** How far the pitch can move from one frame to the next. */
export const maxBinsPerFrame =
  (Math.round((maxOctavesPerSecond * 12 * hopLength) / sampleRateHz) * binsPerSemitone) / 2;
/** Probability of changing between voiced and unvoiced from one frame to the next. */
export const switchProbability = 0.01;

/** A frame counts as sung from this voicing probability on. */
export const voicedFrom = 0.1;
