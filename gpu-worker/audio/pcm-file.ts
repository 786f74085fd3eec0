import { type FileHandle, open } from 'node:fs/promises';

/**
 * Raw audio on disk: 32-bit little-endian floats, interleaved. Every audio stage reads one file and
 * writes another, so no stage holds a whole song in memory.
 */
export interface PcmFile {
  readonly path: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly frames: number;
}

/** The duration of a PCM file. */
export function durationSecondsOf(pcm: PcmFile): number {
  return pcm.frames / pcm.sampleRateHz;
}

const bytesPerSample = Float32Array.BYTES_PER_ELEMENT;

/** Random access to the frames of a PCM file. Close it when done. */
export class PcmReader {
  readonly pcm: PcmFile;
  readonly #handle: FileHandle;

  private constructor(pcm: PcmFile, handle: FileHandle) {
    this.pcm = pcm;
    this.#handle = handle;
  }

  static async open(pcm: PcmFile): Promise<PcmReader> {
    return new PcmReader(pcm, await open(pcm.path, 'r'));
  }

  /**
   * Reads `frames` frames from `startFrame` on, interleaved.
   * @throws {RangeError} when the file ends earlier.
   */
  async read(startFrame: number, frames: number): Promise<Float32Array> {
    const samples = new Float32Array(frames * this.pcm.channels);
    const bytes = new Uint8Array(samples.buffer);
    const position = startFrame * this.pcm.channels * bytesPerSample;
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.#handle.read(
        bytes,
        filled,
        bytes.length - filled,
        position + filled,
      );
      if (bytesRead === 0) {
        throw new RangeError(`${this.pcm.path} ends before frame ${startFrame + frames}`);
      }
      filled += bytesRead;
    }
    return samples;
  }

  /** The whole file in order, in blocks of at most `blockFrames` frames. */
  async *blocks(blockFrames: number): AsyncGenerator<Float32Array> {
    for (let start = 0; start < this.pcm.frames; start += blockFrames) {
      yield await this.read(start, Math.min(blockFrames, this.pcm.frames - start));
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** Writes a PCM file from its first frame to its last. */
export class PcmWriter {
  readonly #path: string;
  readonly #sampleRateHz: number;
  readonly #channels: number;
  readonly #handle: FileHandle;
  #samples = 0;

  private constructor(path: string, sampleRateHz: number, channels: number, handle: FileHandle) {
    this.#path = path;
    this.#sampleRateHz = sampleRateHz;
    this.#channels = channels;
    this.#handle = handle;
  }

  /** Creates the file, or truncates one that an earlier attempt left. */
  static async create(path: string, sampleRateHz: number, channels: number): Promise<PcmWriter> {
    return new PcmWriter(path, sampleRateHz, channels, await open(path, 'w'));
  }

  get frames(): number {
    return this.#samples / this.#channels;
  }

  /** Appends interleaved samples. */
  async append(samples: Float32Array): Promise<void> {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, written);
      written += bytesWritten;
    }
    this.#samples += samples.length;
  }

  /** Closes the file and describes it. */
  async close(): Promise<PcmFile> {
    await this.#handle.close();
    return {
      path: this.#path,
      sampleRateHz: this.#sampleRateHz,
      channels: this.#channels,
      frames: this.frames,
    };
  }
}
