import { accompany } from './accompany.ts';
import { beatSeconds, type TuneNote, tune } from './melody.ts';
import { sing } from './sing.ts';
import { encodeWav } from './wav.ts';

const sampleRateHz = 44100;

/** A deterministic short song: a voice singing a known tune over drums, bass and chords. WAV, 44.1 kHz, stereo, 8 s by default. */
export function synthesiseSong(
  notes: readonly TuneNote[] = tune,
  chordRoots?: readonly number[],
): Uint8Array {
  const voice = sing(notes, sampleRateHz);
  const [left, right] = accompany(voice.length, sampleRateHz, chordRoots);
  return encodeWav([mix(left, voice), mix(right, voice)], sampleRateHz);
}

/** The first notes of the same voice without accompaniment. WAV, 44.1 kHz, mono. */
export function synthesiseVoice(notes: readonly TuneNote[] = tune.slice(0, 6)): Uint8Array {
  return encodeWav([sing(notes, sampleRateHz)], sampleRateHz);
}

/** Silence. WAV, 44.1 kHz, mono. */
export function synthesiseSilence(seconds: number): Uint8Array {
  return encodeWav([new Float32Array(seconds * sampleRateHz)], sampleRateHz);
}

/** Onset and pitch of each note of a tune. */
export function sungAt(
  notes: readonly TuneNote[],
): readonly { readonly startSeconds: number; readonly midi: number }[] {
  let beat = 0;
  return notes.map(({ midi, beats }) => {
    const startSeconds = beat * beatSeconds;
    beat += beats;
    return { startSeconds, midi };
  });
}

function mix(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((sample, i) => sample + (b[i] as number));
}
