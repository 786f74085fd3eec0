import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Upper bound of what one more segment costs. Total GPU memory measured on an NVIDIA H200: 1.3 GB for one
 * segment per call, 1.8 for two, 2.9 for four, 3.9 for eight, 9.3 for sixteen; ONNX Runtime's arena rounds
 * blocks up to powers of two.
 */
const bytesPerSegment = 0.54e9;
/** Weights, and what CUDA and its libraries allocate for themselves. */
const fixedBytes = 2e9;
/** Measured there: four segments per call take nine tenths of the time of one; eight gain no more. */
const maxSegments = 4;

/**
 * How many segments a provider computes per call: on CUDA, as many as fit into the free memory, at least 1
 * and at most 4. Other providers do not report their free memory and get 1.
 */
export async function batchThatFits(
  provider: string,
  freeBytes: () => Promise<number> = freeNvidiaBytes,
): Promise<number> {
  if (provider !== 'cuda') return 1;
  const fitting = Math.floor(((await freeBytes()) - fixedBytes) / bytesPerSegment);
  return Math.min(maxSegments, Math.max(1, fitting));
}

/** Free memory of the first GPU, the one that ONNX Runtime uses; 0 if the driver does not report it. */
async function freeNvidiaBytes(): Promise<number> {
  const query = ['--id=0', '--query-gpu=memory.free', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query);
    return (Number.parseInt(stdout, 10) || 0) * 2 ** 20;
  } catch {
    return 0;
  }
}
