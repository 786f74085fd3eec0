import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * What one more segment costs at most. Measured on an NVIDIA H200, all in all: one segment 1.3 GB, two
 * 1.8, four 2.9, eight 3.9, sixteen 9.3, for ONNX Runtime's arena rounds blocks up to powers of two.
 */
const bytesPerSegment = 0.54e9;
/** Weights, and what CUDA and its libraries keep for themselves. */
const ownBytes = 2e9;
/** Measured there: four at a time take nine tenths of the time of one at a time; eight gain no more. */
const maxSegments = 4;

/**
 * How many segments a provider is to compute at a time: on an NVIDIA GPU what its free memory holds,
 * elsewhere, where nothing says how much is free, one.
 */
export async function batchThatFits(
  provider: string,
  freeBytes: () => Promise<number> = freeNvidiaBytes,
): Promise<number> {
  if (provider !== 'cuda') return 1;
  const fitting = Math.floor(((await freeBytes()) - ownBytes) / bytesPerSegment);
  return Math.min(maxSegments, Math.max(1, fitting));
}

/** Of the first GPU, which is the one that ONNX Runtime takes; 0 where its driver does not tell. */
async function freeNvidiaBytes(): Promise<number> {
  const query = ['--id=0', '--query-gpu=memory.free', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query);
    return (Number.parseInt(stdout, 10) || 0) * 2 ** 20;
  } catch {
    return 0;
  }
}
