import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { PcmFile } from '../../audio/pcm-file.ts';
import type { StemName } from '../separate/separator.ts';
import { encodeStem } from './encode-stem.ts';

const stemNames: readonly StemName[] = ['vocals', 'accompaniment', 'drums', 'bass', 'other'];
const blockBytes = 1 << 20;

/**
 * Encodes stems as M4A while the separation writes them, so that little is left to encode at its end. An
 * encoded stem has the same bytes as one that was encoded afterwards.
 */
export class GrowingStems {
  readonly #workDir: string;
  readonly #mixture: PcmFile;
  readonly #signal: AbortSignal;
  #encodings: ReadonlyMap<StemName, GrowingStem> = new Map();
  #fraction = 0;
  #work: Promise<void> = Promise.resolve();

  /**
   * @param workDir where the separation writes its files, named after their stems.
   * @param mixture whose length and format the stems will have.
   */
  constructor(workDir: string, mixture: PcmFile, signal: AbortSignal) {
    this.#workDir = workDir;
    this.#mixture = mixture;
    this.#signal = signal;
  }

  /**
   * Encodes in the background what has been written so far.
   * @param fraction of the separation. One that is not larger than before means that the separation has
   * started again, so the encodings do too.
   */
  advance(fraction: number): void {
    this.#work = this.#work.then(() => this.#advance(fraction));
    // Reported by `finish`.
    this.#work.catch(() => undefined);
  }

  /**
   * Encodes the remainder.
   * @returns the paths of the encoded files. Stems that are not among them were not written meanwhile.
   * @throws {MachineFailure | Error} when ffmpeg or reading a stem fails.
   */
  async finish(): Promise<ReadonlyMap<StemName, string>> {
    await this.#work;
    const finished = new Map<StemName, string>();
    for (const [name, encoding] of this.#encodings) finished.set(name, await encoding.finish());
    return finished;
  }

  /** Ends encodings that are still running; their files are incomplete. */
  async stop(): Promise<void> {
    await this.#work.catch(() => undefined);
    await Promise.all([...this.#encodings.values()].map((encoding) => encoding.stop()));
  }

  async #advance(fraction: number): Promise<void> {
    if (fraction <= this.#fraction) {
      await Promise.all([...this.#encodings.values()].map((encoding) => encoding.stop()));
      this.#encodings = new Map();
    }
    this.#fraction = fraction;
    if (this.#encodings.size === 0) this.#encodings = await this.#start();
    await Promise.all([...this.#encodings.values()].map((encoding) => encoding.advance()));
  }

  async #start(): Promise<ReadonlyMap<StemName, GrowingStem>> {
    const encodings = new Map<StemName, GrowingStem>();
    for (const name of stemNames) {
      const pcm = { ...this.#mixture, path: join(this.#workDir, `${name}.f32`) };
      const path = join(this.#workDir, `${name}.m4a`);
      const encoding = await GrowingStem.open(pcm, path, this.#signal);
      if (encoding) encodings.set(name, encoding);
    }
    return encodings;
  }
}

/** A stem's file, and the ffmpeg that encodes it. */
class GrowingStem {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #input = new PassThrough();
  readonly #stop = new AbortController();
  readonly #encoded: Promise<void>;
  #hasEnded = false;
  #closing: Promise<void> | undefined;
  #position = 0;

  private constructor(file: FileHandle, pcm: PcmFile, path: string, signal: AbortSignal) {
    this.#file = file;
    this.#path = path;
    this.#encoded = encodeStem(pcm, path, 'm4a', {
      signal: AbortSignal.any([signal, this.#stop.signal]),
      input: this.#input,
    });
    // Reported by `finish`; here it only ends the waiting for room in the pipe.
    this.#encoded
      .catch(() => undefined)
      .finally(() => {
        this.#hasEnded = true;
        this.#input.destroy();
      });
  }

  /** @returns `undefined` if the separation does not write this stem. */
  static async open(
    pcm: PcmFile,
    path: string,
    signal: AbortSignal,
  ): Promise<GrowingStem | undefined> {
    try {
      return new GrowingStem(await open(pcm.path, 'r'), pcm, path, signal);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Passes on what the file has gained. */
  async advance(): Promise<void> {
    while (!this.#hasEnded) {
      const block = Buffer.alloc(blockBytes);
      const { bytesRead } = await this.#file.read(block, 0, blockBytes, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      if (this.#input.write(block.subarray(0, bytesRead)) || this.#hasEnded) continue;
      await this.#whenRoom();
    }
  }

  /** Resolves when the pipe takes more, or the encoder has ended. */
  async #whenRoom(): Promise<void> {
    const done = new AbortController();
    const { signal } = done;
    const events = ['drain', 'close'].map((name) => once(this.#input, name, { signal }));
    await Promise.race(events).finally(() => done.abort());
  }

  async finish(): Promise<string> {
    try {
      await this.advance();
      this.#input.end();
      await this.#encoded;
    } finally {
      await this.#close();
    }
    return this.#path;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#encoded.catch(() => undefined);
    await this.#close();
  }

  #close(): Promise<void> {
    this.#closing ??= this.#file.close();
    return this.#closing;
  }
}
