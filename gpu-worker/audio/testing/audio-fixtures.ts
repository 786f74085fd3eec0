import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PcmFile, PcmReader, PcmWriter } from '../pcm-file.ts';

/** A temporary folder, deleted when the test run ends. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'folder-'));
}

/** Writes interleaved samples, stereo at 44.1 kHz. */
export async function writeStereo(path: string, samples: Float32Array): Promise<PcmFile> {
  const writer = await PcmWriter.create(path, 44100, 2);
  await writer.append(samples);
  return writer.close();
}

/** All samples of a file, interleaved. */
export async function readAll(pcm: PcmFile): Promise<Float32Array> {
  const reader = await PcmReader.open(pcm);
  try {
    return await reader.read(0, pcm.frames);
  } finally {
    await reader.close();
  }
}

/** Noise between −0.5 and 0.5, the same for the same seed. */
export function noise(length: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}
