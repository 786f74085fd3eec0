import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { Precision } from '../../../htdemucs-rewrites/linear-layer.ts';
import type { Rewriting } from '../../../htdemucs-rewrites/rewrite-htdemucs.ts';
import type { NetworkOpener } from '../runtime/network-session.ts';
import { defaultCacheDir } from './download-model.ts';
import { htdemucs, type ModelManifest } from './model-manifest.ts';
import { markUsed, removeOutdated } from './rewritten-cache.ts';

/** Part of the cached file's name: a new number for every change of what the rewriting does. */
const version = 6;
const program = join(import.meta.dirname, '../../../htdemucs-rewrites/rewrite-model.ts');

/** What a network is opened for. */
export interface Variant {
  readonly precision: Precision;
  /** Whether the voice is all that is wanted of it. */
  readonly voiceOnly: boolean;
}

export interface RewriteOptions extends Variant {
  readonly log: Logger;
  readonly cacheDir?: string;
}

/**
 * Opens a model as a network rewritten to do the same with less work, and for several segments at a
 * time. The rewriting happens once on a machine, in a process of its own, whose memory goes with it.
 * Where it does not work, or the model is one we know nothing of, the model itself is opened.
 */
export function rewritingOpener(
  manifest: ModelManifest,
  open: NetworkOpener,
  options: RewriteOptions,
): NetworkOpener {
  return async (modelPath, sessionOptions) => {
    if (manifest.sha256 !== htdemucs.sha256) return open(modelPath, sessionOptions);
    const machine = sessionOptions.executionProviders?.[0] === 'cpu' ? 'cpu' : 'gpu';
    try {
      const path = await rewritten(modelPath, manifest, machine, options);
      // Measured: memory that is given back and asked for again costs a tenth of the time, and more on
      // virtual machines. The rewritten network keeps no more of it than it needs at its peak.
      return await open(path, { ...sessionOptions, enableCpuMemArena: machine === 'cpu' });
    } catch (error) {
      options.log.warn({ err: error }, 'model could not be rewritten, taken as it is');
      return open(modelPath, sessionOptions);
    }
  };
}

async function rewritten(
  modelPath: string,
  { sha256, segmentFrames, stft, sources, voice }: ModelManifest,
  machine: Rewriting['machine'],
  { log, cacheDir = defaultCacheDir(), precision, voiceOnly }: RewriteOptions,
): Promise<string> {
  const rewriting: Rewriting = {
    ...{ machine, segmentFrames, bins: stft.size / 2 },
    precision: machine === 'cpu' ? precision : 'float32',
    ...(voiceOnly ? { only: { index: sources.indexOf(voice), of: sources.length } } : {}),
  };
  const kind = `${voiceOnly ? voice : 'all'}-${machine}-${rewriting.precision}`;
  const path = join(cacheDir, `${sha256}.${kind}-${version}.onnx`);
  if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true });
    const started = performance.now();
    const parameters = [program, modelPath, path, JSON.stringify(rewriting)];
    await promisify(execFile)(process.execPath, parameters);
    log.info({ path, seconds: (performance.now() - started) / 1000 }, 'model rewritten');
  }
  await markUsed(path);
  const removed = await removeOutdated(cacheDir, sha256, version);
  if (removed.length > 0) log.info({ removed }, 'models of older rewritings removed');
  return path;
}
