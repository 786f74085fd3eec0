import { expect, it } from 'vitest';
import type { PcmFile } from '../audio/pcm-file.ts';
import { readAll, temporaryFolder, writeStereo } from '../audio/testing/audio-fixtures.ts';
import type { Separator } from '../stages/separate/separator.ts';
import { separateTone } from './separate-tone.ts';

/** A separator whose vocals are this function of the song, and whose accompaniment is the remainder. */
function separatorOf(sing: (sample: number) => number, left = 1): Separator {
  return {
    ...{ model: 'fake', provider: 'cpu', engine: 'none', close: async () => {} },
    async separate(mixture: PcmFile, outDir: string) {
      const song = await readAll(mixture);
      const vocals = await writeStereo(`${outDir}/vocals.f32`, song.map(sing));
      const rest = song.map((sample) => left * (sample - sing(sample)));
      return { vocals, accompaniment: await writeStereo(`${outDir}/accompaniment.f32`, rest) };
    },
  };
}

it('passes when the stems add up to the song', async () => {
  await separateTone(
    separatorOf((sample) => sample / 3),
    await temporaryFolder(),
  );
});

it.each([
  ['miss a part of the song', separatorOf(() => 0, 0.9)],
  ['are not numbers', separatorOf(() => Number.NaN)],
])('fails when the stems %s', async (_, separator) => {
  await expect(separateTone(separator, await temporaryFolder())).rejects.toThrow('differ');
});
