import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withBleed } from '../comparison/degrade-voice.ts';
import { mir1kRecordings } from '../recordings/mir1k.ts';
import { readMono } from '../recordings/read-mono.ts';
import { withSeparatedVoice } from '../recordings/separate-voice.ts';
import { testDataPath } from '../recordings/test-data.ts';
import type { MakeVariant } from './variants.ts';

const rateHz = 44_100;

/**
 * Variants with an accompaniment, after our own separation: the voice is 5 dB louder, as loud, or 5 dB
 * quieter. Recordings in turn have the bands of MIR-1K and of MUSDB18, repeated as often as needed.
 *
 * @param keptIn the folder that separated voices are kept in, because each takes half a minute to make.
 */
export function separatedVariants(keptIn: string): ReadonlyMap<string, MakeVariant> {
  const bands = accompaniments();
  return new Map([5, 0, -5].map((decibels) => [`separated, ${decibels} dB`, overBand(decibels)]));

  function overBand(voiceOverBandDb: number): MakeVariant {
    const kept = join(keptIn, String(voiceOverBandDb));
    mkdirSync(kept, { recursive: true });
    return async (song, folder) => {
      const path = join(kept, `${song.id}.wav`);
      if (existsSync(path)) return { ...song, path, isSeparated: true };
      const seconds = (song.notes.at(-1)?.endSeconds ?? 0) + 2;
      const band = bands[Number(song.id.replace(/\D/g, '')) % bands.length];
      if (!band) throw new Error('There are no accompaniments');
      const long = Float32Array.from(
        { length: Math.ceil(seconds * rateHz) },
        (_, i) => band[i % band.length] as number,
      );
      const mixture = withBleed(long, -voiceOverBandDb)(song.path, folder);
      await withSeparatedVoice(mixture, { preset: 'fast' }, async (voice) =>
        copyFileSync(voice, path),
      );
      return { ...song, path, isSeparated: true };
    };
  }
}

function accompaniments(): Float32Array[] {
  const musdb = testDataPath('mixtures', 'musdb18');
  const [song = ''] = readdirSync(musdb);
  return [
    readMono(join(musdb, song, 'accompaniment_true.mp3'), rateHz),
    ...mir1kRecordings().map(({ path }) => readMono(path, rateHz, 'c0')),
  ];
}
