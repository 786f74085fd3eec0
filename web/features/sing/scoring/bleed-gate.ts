import { medianOf } from '@my-pitch/shared/scoring/median';

interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** What the gate reads; see `SungLog`. */
export interface HeardSound {
  readonly hopSeconds: number;
  readonly midi: Float32Array;
  readonly rms: Float32Array;
  readonly playbackRms: Float32Array;
}

/** Singers hold notes longer than written, and come early. */
const restMarginSeconds = 0.25;
/** With less sound in rests than this, nothing is known of the bleed. */
const minRestSeconds = 0.3;
/** Quieter playback says nothing. */
const minPlaybackRms = 0.003;
/** The loudness of bleed varies around its median by this factor: reverberation, and the beats of the band. */
const spread = 2;
/** Reverberation: the loudest playback in this time around a frame counts. */
const reachSeconds = 0.06;

/** The parts of a take in which nobody sings, less a margin. @param notes in time order. */
export function restsOf(notes: readonly Span[], endSeconds: number): readonly Span[] {
  const ends = [0, ...notes.map((note) => note.endSeconds)];
  return ends
    .map((end, i) => ({
      startSeconds: end + restMarginSeconds,
      endSeconds: (notes[i]?.startSeconds ?? endSeconds) - restMarginSeconds,
    }))
    .filter((rest) => rest.endSeconds > rest.startSeconds);
}

/**
 * How loud the accompaniment is in the microphone, as a factor of its loudness in the playback: the median over
 * the rests of the voice. 0 if there are none, as in headphones.
 */
export function bleedGainOf(sound: HeardSound, rests: readonly Span[]): number {
  const ratios: number[] = [];
  for (const { startSeconds, endSeconds } of rests) {
    const last = Math.min(sound.rms.length - 1, Math.floor(endSeconds / sound.hopSeconds));
    for (let slot = Math.ceil(startSeconds / sound.hopSeconds); slot <= last; slot++) {
      const playback = playbackAround(sound, slot);
      if (playback >= minPlaybackRms) ratios.push((sound.rms[slot] as number) / playback);
    }
  }
  if (ratios.length * sound.hopSeconds < minRestSeconds) return 0;
  return medianOf(ratios) ?? 0;
}

/** Whether a frame is no louder than the bleed of the accompaniment, so that its pitch is not the singer's. */
export function isBleed(sound: HeardSound, slot: number, bleedGain: number): boolean {
  if (bleedGain === 0) return false;
  return (sound.rms[slot] as number) < spread * bleedGain * playbackAround(sound, slot);
}

/** The pitch of all frames, without those of the bleed. */
export function withoutBleed(sound: HeardSound, bleedGain: number): Float32Array {
  return sound.midi.map((midi, slot) => (isBleed(sound, slot, bleedGain) ? Number.NaN : midi));
}

function playbackAround({ playbackRms, hopSeconds }: HeardSound, slot: number): number {
  const reach = Math.round(reachSeconds / hopSeconds);
  let loudest = 0;
  const end = Math.min(playbackRms.length - 1, slot + reach);
  for (let i = Math.max(0, slot - reach); i <= end; i++) {
    loudest = Math.max(loudest, playbackRms[i] as number);
  }
  return loudest;
}
