import type { Logger } from 'pino';
import type { ModelManifest } from '../model/model-manifest.ts';
import { checkNetwork } from '../model/model-shapes.ts';
import {
  hasDynamicBatch,
  type NetworkOpener,
  type OpenNetwork,
  openOnnxRuntime,
  ortOptions,
} from './open-network.ts';
import {
  batchSizeOf,
  firstItems,
  joinBatch,
  padBatch,
  splitBatch,
  type Tensors,
} from './tensor-batches.ts';

export interface SessionOptions {
  readonly modelPath: string;
  readonly manifest: ModelManifest;
  /** In order of preference, not empty. */
  readonly providers: readonly string[];
  /** By default one per CPU core. */
  readonly threads?: number;
  readonly log: Logger;
  /** By default ONNX Runtime. */
  readonly openNetwork?: NetworkOpener;
  /** Called, and awaited, before each provider is tried. */
  readonly onOpening?: (provider: string) => Promise<void>;
  /** Segments that a provider computes per call; by default 1. A network with a fixed batch gets 1. */
  readonly batchFor?: (provider: string) => Promise<number>;
}

/**
 * A network on the first execution provider that works. ONNX Runtime does not fall back by itself: this
 * session moves to the next provider when one cannot open the model or fails while running it.
 */
export class NetworkSession {
  readonly #options: SessionOptions;
  #opened: OpenedSession;
  #batch: number;

  private constructor(options: SessionOptions, opened: OpenedSession) {
    this.#options = options;
    this.#opened = opened;
    this.#batch = opened.batch;
  }

  /** @throws {Error} when no provider can open the model, or the model does not match the manifest. */
  static async open(options: SessionOptions): Promise<NetworkSession> {
    return new NetworkSession(options, await openFirst(options, options.providers));
  }

  get provider(): string {
    return this.#opened.provider;
  }

  /** Segments per call. */
  get batch(): number {
    return this.#batch;
  }

  /**
   * Runs the network. A batch that does not fit into memory is halved; any other failure, or one of a
   * single segment, moves to the next provider. Smaller batches are padded with silence to `batch`:
   * for every new size CUDA searches its kernels again, which takes about a second.
   * @param inputs [n, …] for any n.
   * @throws the last provider's error.
   */
  async run(inputs: Tensors): Promise<Tensors> {
    const size = batchSizeOf(inputs);
    if (size > this.#batch) {
      const results: Tensors[] = [];
      for (const part of splitBatch(inputs, this.#batch)) results.push(await this.run(part));
      return joinBatch(results);
    }
    try {
      if (size === this.#batch) return await this.#opened.session.run(inputs);
      return firstItems(await this.#opened.session.run(padBatch(inputs, this.#batch)), size);
    } catch (error) {
      if (this.#batch > 1 && isOutOfMemory(error)) this.#halveBatch(error);
      else await this.#fallBack(error);
      return this.run(inputs);
    }
  }

  #halveBatch(error: unknown): void {
    this.#batch = Math.floor(this.#batch / 2);
    const { provider } = this;
    this.#options.log.warn({ err: error, provider, batch: this.#batch }, 'batch halved');
  }

  /** @throws the given error when no provider is left. */
  async #fallBack(error: unknown): Promise<void> {
    const { session, provider, untried } = this.#opened;
    if (untried.length === 0) throw error;
    this.#options.log.warn({ err: error, provider }, 'provider failed, falling back');
    // A session on a lost device may fail to release; its memory is gone already.
    await session.release().catch(() => undefined);
    this.#opened = await openFirst(this.#options, untried);
    this.#batch = this.#opened.batch;
  }

  async close(): Promise<void> {
    await this.#opened.session.release();
  }
}

/** Matches the messages of ONNX Runtime, CUDA's libraries and C++, which have no error codes. */
function isOutOfMemory(error: unknown): boolean {
  return /failed to allocate|out of memory|out_of_memory|alloc_failed|bad_alloc/i.test(
    error instanceof Error ? error.message : String(error),
  );
}

interface OpenedSession {
  readonly session: OpenNetwork;
  readonly provider: string;
  readonly untried: readonly string[];
  readonly batch: number;
}

/** Opens the network on the first of these providers that can. */
async function openFirst(
  options: SessionOptions,
  providers: readonly string[],
): Promise<OpenedSession> {
  const [provider, ...untried] = providers;
  if (provider === undefined) throw new Error('No execution provider is left');
  await options.onOpening?.(provider);
  const openNetwork = options.openNetwork ?? openOnnxRuntime;
  const batch = (await options.batchFor?.(provider)) ?? 1;
  const given = ortOptions(provider, batch, options.threads);
  const session = await openNetwork(options.modelPath, given).catch((error: unknown) => {
    if (untried.length === 0) throw error;
    options.log.warn({ err: error, provider }, 'provider does not open the model, falling back');
    return undefined;
  });
  if (!session) return openFirst(options, untried);
  try {
    checkNetwork(session, options.manifest);
  } catch (error) {
    await session.release();
    throw error;
  }
  return { session, provider, untried, batch: hasDynamicBatch(session) ? batch : 1 };
}
