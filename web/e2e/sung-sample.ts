import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scoreSchema } from '@my-pitch/shared/score';

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
  await writeFile(path, wav(samples));
}

function wav(samples: Float32Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + 2 * samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(2 * rateHz, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(2 * samples.length, 40);
  const sound = Int16Array.from(samples, (sample) => 32_767 * sample);
  return Buffer.concat([header, Buffer.from(sound.buffer)]);
}
