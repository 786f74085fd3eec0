import { readFileSync } from 'node:fs';
import type { FailureCode } from '@my-pitch/shared/errors';
import type { StackContext } from '../../vitest.d.ts';
import { tune } from '../testing/melody.ts';
import { synthesiseSilence, synthesiseVoice } from '../testing/synthesise-song.ts';
import type { Song } from '../testing/web-client.ts';

export const kinds = [
  'voice',
  'song',
  'resent',
  'cancelled',
  'silence',
  'text',
  'corrupt',
] as const;
export type Kind = (typeof kinds)[number];

/** A kind of upload and its expected result. */
export interface SoakSong extends Song {
  /** Expected failure code; `undefined` for a file that must become a score. */
  readonly expectedFailure?: FailureCode;
  /** Relative frequency. */
  readonly share: number;
}

/** The kinds of uploads. `resent` is posted twice; `cancelled` is deleted by its owner soon after. */
export function soakSongs({ songPath }: StackContext): Readonly<Record<Kind, SoakSong>> {
  const bytes = synthesiseVoice(tune.slice(0, 6));
  const voice = { bytes, content: 'voice' as const };
  const wav = readFileSync(songPath);
  const text = new TextEncoder().encode('la la la, this is no recording\n'.repeat(100));
  const noAudio = Uint8Array.from([0x66, 0x4c, 0x61, 0x43, ...wav.subarray(1000, 5000)]);
  return {
    voice: { ...voice, share: 8 },
    song: { bytes: wav, content: 'song', share: 2 },
    resent: { ...voice, share: 2 },
    cancelled: { ...voice, share: 2 },
    silence: {
      bytes: synthesiseSilence(2),
      content: 'voice',
      share: 1,
      expectedFailure: 'no-voice-found',
    },
    text: { bytes: text, content: 'voice', share: 1, expectedFailure: 'unsupported-format' },
    corrupt: { bytes: noAudio, content: 'voice', share: 1, expectedFailure: 'corrupt-file' },
  };
}

/** Selects a kind by its frequency. @param fraction random, 0 ≤ fraction < 1. */
export function chooseKind(songs: Readonly<Record<Kind, SoakSong>>, fraction: number): Kind {
  const total = kinds.reduce((sum, kind) => sum + songs[kind].share, 0);
  let left = fraction * total;
  for (const kind of kinds) {
    left -= songs[kind].share;
    if (left < 0) return kind;
  }
  return 'voice';
}
