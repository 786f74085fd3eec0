import { type PcmFile, PcmReader } from '../../audio/pcm-file.ts';

/** The network sees samples `(x − mean) / scale`. */
export interface Normalisation {
  readonly mean: number;
  readonly scale: number;
}

/** Prevents division by zero for digital silence; demucs' own value. */
const minScale = 1e-8;

const blockFrames = 1 << 16;

/**
 * Mean and sample standard deviation of a song's mono mix, in one pass over the file. The deviation of a
 * single frame is 0.
 */
export async function measureNormalisation(mixture: PcmFile): Promise<Normalisation> {
  const reader = await PcmReader.open(mixture);
  let sum = 0;
  let sumOfSquares = 0;
  try {
    for await (const block of reader.blocks(blockFrames)) {
      for (let i = 0; i < block.length; i += mixture.channels) {
        let mono = 0;
        for (let c = 0; c < mixture.channels; c++) mono += block[i + c] as number;
        mono /= mixture.channels;
        sum += mono;
        sumOfSquares += mono * mono;
      }
    }
  } finally {
    await reader.close();
  }
  const mean = sum / mixture.frames;
  const variance = (sumOfSquares - sum * mean) / Math.max(1, mixture.frames - 1);
  return { mean, scale: Math.sqrt(Math.max(0, variance)) + minScale };
}
