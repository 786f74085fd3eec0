import { join } from 'node:path';
import { type PcmFile, PcmReader, PcmWriter } from '../audio/pcm-file.ts';
import { decodeSong } from '../stages/decode/decode-song.ts';
import type { Separator } from '../stages/separate/separator.ts';
import { encodeStem } from '../stages/store/encode-stem.ts';

const sampleRateHz = 44100;
/** Rounding of 24-bit audio and of the network's overlap-add is far below this. */
const maxDifference = 1e-3;

/**
 * Sends one second of two tones through ffmpeg and the separation network, and checks the result:
 * vocals and accompaniment are finite and add up to the tones.
 * @param workDir a folder for the files; they stay.
 * @throws {Error} that says what is wrong.
 */
export async function separateTone(separator: Separator, workDir: string): Promise<void> {
  const { signal } = new AbortController();
  const encoded = join(workDir, 'tone.flac');
  await encodeStem(await writeTone(join(workDir, 'tone.f32')), encoded, 'flac', { signal });
  const limits = { maxDurationSeconds: 10, signal };
  const mixture = await decodeSong(encoded, join(workDir, 'mixture.f32'), limits);
  const wanted = { preset: 'balanced', stems: 'two', signal } as const;
  const { vocals, accompaniment } = await separator.separate(mixture, workDir, wanted);
  const [mixed, sung, played] = await Promise.all(
    [mixture, vocals, accompaniment].map((file) => readWhole(file)),
  );
  if (mixed?.length !== 2 * sampleRateHz) {
    throw new Error(`ffmpeg returned ${mixed?.length} samples of ${2 * sampleRateHz}`);
  }
  for (const [index, sample] of mixed.entries()) {
    const difference = (sung?.[index] ?? Number.NaN) + (played?.[index] ?? Number.NaN) - sample;
    // Written so that it is also true for NaN.
    if (!(Math.abs(difference) <= maxDifference)) {
      throw new Error(`The stems differ from the song by ${difference} at sample ${index}`);
    }
  }
}

async function writeTone(path: string): Promise<PcmFile> {
  const samples = Float32Array.from({ length: 2 * sampleRateHz }, (_, index) => {
    const seconds = Math.floor(index / 2) / sampleRateHz;
    return (
      0.2 * Math.sin(2 * Math.PI * 220 * seconds) + 0.2 * Math.sin(2 * Math.PI * 660 * seconds)
    );
  });
  const writer = await PcmWriter.create(path, sampleRateHz, 2);
  await writer.append(samples);
  return writer.close();
}

async function readWhole(file: PcmFile): Promise<Float32Array> {
  const reader = await PcmReader.open(file);
  try {
    return await reader.read(0, file.frames);
  } finally {
    await reader.close();
  }
}
