import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scoreSchema } from '@my-pitch/shared/score';
import { wavFile } from './wav-file.ts';

const rateHz = 48_000;
const harmonics = 6;
const fadeSeconds = 0.015;
const samplePath = join(import.meta.dirname, '../public/sample/score-en.json');

/**
 * Writes a recording of someone who sings the sample song, as a WAV file for Chromium's fake microphone, which
 * begins when a page opens it.
 * @param leadSeconds silence before the song.
 * @param cents by how much each note is sharp; `undefined` for a note that is left out.
 */
export async function writeSungSample(
  path: string,
  leadSeconds: number,
  cents: (note: number) => number | undefined,
): Promise<void> {
  const { sungNotes } = scoreSchema.parse(JSON.parse(await readFile(samplePath, 'utf8')));
  const seconds = leadSeconds + (sungNotes.at(-1)?.endSeconds ?? 0) + 10;
  const samples = new Float32Array(Math.round(seconds * rateHz));
  sungNotes.forEach(({ startSeconds, endSeconds, centreMidi }, note) => {
    const off = cents(note);
    if (off === undefined) return;
    const hz = 440 * 2 ** ((centreMidi + off / 100 - 69) / 12);
    const first = Math.round((leadSeconds + startSeconds) * rateHz);
    const length = Math.round((endSeconds - startSeconds) * rateHz);
    for (let i = 0; i < length; i++) {
      const fade = Math.min(1, Math.min(i, length - i) / (fadeSeconds * rateHz));
      for (let h = 1; h <= harmonics; h++) {
        samples[first + i] =
          (samples[first + i] ?? 0) +
          (0.12 * fade * Math.sin((2 * Math.PI * h * hz * i) / rateHz)) / h;
      }
    }
  });
  const sound = Int16Array.from(samples, (sample) => 32_767 * sample);
  await writeFile(path, wavFile(sound, { format: 'int16', sampleRateHz: rateHz }));
}
