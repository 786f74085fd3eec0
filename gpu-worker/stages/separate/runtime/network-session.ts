import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { InferenceSession } from '../../../onnx-runtime/onnx-runtime.ts';
import type { ModelManifest } from '../model/model-manifest.ts';
import { checkNetwork, type NetworkDescription } from '../model/model-shapes.ts';
import {
  batchSizeOf,
  firstItems,
  joinBatch,
  padBatch,
  splitBatch,
  type Tensors,
} from './tensor-batches.ts';

/** A network that is open on one execution provider: what we use of ONNX Runtime's sessions. */
interface OpenNetwork extends NetworkDescription {
  run(inputs: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

export type NetworkOpener = (
  modelPath: string,
  options: InferenceSession.SessionOptions,
) => Promise<OpenNetwork>;

export interface SessionOptions {
  readonly modelPath: string;
  readonly manifest: ModelManifest;
  /** In order of preference, not empty. */
  readonly providers: readonly string[];
  readonly threads?: number;
  readonly log: Logger;
  /** By default ONNX Runtime. */
  readonly openNetwork?: NetworkOpener;
  /** Called before each provider is tried, and waited for. */
  readonly onOpening?: (provider: string) => Promise<void>;
  /**
   * How many segments a provider is to compute at a time. By default, and for a network that takes a
   * single one, one.
   */
  readonly batchFor?: (provider: string) => Promise<number>;
}

/**
 * A network on the best execution provider that works. ONNX Runtime does not fall back by itself: a
 * provider that cannot open the model, or fails while it runs, is left for the next one.
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

  /** @throws {Error} when no provider can open the model, or it is another network than the manifest says. */
  static async open(options: SessionOptions): Promise<NetworkSession> {
    return new NetworkSession(options, await openFirst(options, options.providers));
  }

  get provider(): string {
    return this.#opened.provider;
  }

  /** How many segments are best computed at a time. */
  get batch(): number {
    return this.#batch;
  }

  /**
   * Runs the network, on the next provider when this one fails and another is left. A batch that is
   * too large for the memory is halved before that; one that is too small is filled up with silence,
   * for CUDA looks for its kernels anew, for a second, whenever the size is another than before.
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
      if (this.#batch > 1 && isOutOfMemory(error)) this.#halve(error);
      else await this.#fallBack(error);
      return this.run(inputs);
    }
  }

  #halve(error: unknown): void {
    this.#batch = Math.floor(this.#batch / 2);
    const { provider } = this;
    this.#options.log.warn({ err: error, provider, batch: this.#batch }, 'batch halved');
  }

  /** @throws the error that made it necessary, when no provider is left. */
  async #fallBack(error: unknown): Promise<void> {
    const { session, provider, untried } = this.#opened;
    if (untried.length === 0) throw error;
    this.#options.log.warn({ err: error, provider }, 'provider failed, falling back');
    // What cannot be released is gone already.
    await session.release().catch(() => undefined);
    this.#opened = await openFirst(this.#options, untried);
    this.#batch = this.#opened.batch;
  }

  async close(): Promise<void> {
    await this.#opened.session.release();
  }
}

/** As ONNX Runtime, CUDA's libraries and C++ say it; they give no code. */
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

async function openFirst(
  options: SessionOptions,
  providers: readonly string[],
): Promise<OpenedSession> {
  const [provider, ...untried] = providers;
  if (provider === undefined) throw new Error('No execution provider is left');
  await options.onOpening?.(provider);
  const openNetwork = options.openNetwork ?? openOnnxRuntime;
  const batch = (await options.batchFor?.(provider)) ?? 1;
  const ortOptions = sessionOptions(options, provider, batch);
  const session = await openNetwork(options.modelPath, ortOptions).catch((error: unknown) => {
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
  return { session, provider, untried, batch: takesBatches(session) ? batch : 1 };
}

/** Whether the network's file leaves open how many segments it is given. */
function takesBatches({ inputMetadata }: NetworkDescription): boolean {
  return inputMetadata.every(({ shape }) => typeof shape?.[0] === 'string');
}

/** What a network's file calls the number of segments, where it leaves it open. */
const batchDimension = 'batch';

export const openOnnxRuntime: NetworkOpener = (modelPath, options) =>
  InferenceSession.create(modelPath, options);

function sessionOptions(
  { threads }: SessionOptions,
  provider: string,
  batch: number,
): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    // Whatever follows from a size that is known need not be computed while the network runs.
    ...(batch === 1 ? { freeDimensionOverrides: { [batchDimension]: 1 } } : {}),
    intraOpNumThreads: threads ?? availableParallelism(),
    // Measured: without arena and pattern 2.7 GB instead of 5.2 GB, at the same speed.
    enableCpuMemArena: false,
    enableMemPattern: false,
    // Measured: a fifth less time, the stems the same bit by bit. Attention weights are full of numbers
    // too small to matter, which the processor computes very slowly. It also holds for JavaScript in
    // this process, and only when its first session asks for it.
    extra: { session: { set_denormal_as_zero: '1' } },
    logSeverityLevel: 3,
  };
}
