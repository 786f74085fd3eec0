import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { Precision } from '../../../htdemucs-rewrites/linear-layer.ts';
import type { Rewriting } from '../../../htdemucs-rewrites/rewrite-htdemucs.ts';
import { defaultCacheDir } from './download-model.ts';
import type { LocatedModel } from './locate-model.ts';

/** Part of a cached file's name. Increase it with every change of the rewrites' result. */
const version = 6;
const program = join(import.meta.dirname, '../../../htdemucs-rewrites/rewrite-model.ts');

/** Which network a song needs. */
export interface Variant {
  /** Precision on the CPU. OpenVINO's is another; a GPU always computes in float32. */
  readonly precision: Precision;
  /** Whether the voice is the only source needed. */
  readonly voiceOnly: boolean;
}

export interface RewriteOptions extends Variant {
  readonly log: Logger;
  /** By default in the user's cache folder. */
  readonly cacheDir?: string;
}

/**
 * The path of HTDemucs rewritten for what computes. The first call on a machine rewrites the model
 * in a child process, whose memory is freed when it ends; later calls find the file in the cache.
 * @throws {Error} when the model cannot be rewritten or the cache cannot be written.
 */
export async function rewrittenModel(
  { path: source, manifest }: LocatedModel,
  target: Rewriting['target'],
  { log, cacheDir = defaultCacheDir(), ...variant }: RewriteOptions,
): Promise<string> {
  const { sha256, segmentFrames, stft, sources, voice } = manifest;
  const { voiceOnly } = variant;
  const precision = target === 'gpu' ? 'float32' : variant.precision;
  const rewriting: Rewriting = {
    ...{ target, segmentFrames, bins: stft.size / 2, precision },
    ...(voiceOnly ? { only: { index: sources.indexOf(voice), of: sources.length } } : {}),
  };
  const kind = `${voiceOnly ? voice : 'all'}-${target}-${precision}`;
  const path = join(cacheDir, `${sha256}.${kind}-${version}.onnx`);
  if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true });
    const startedMs = performance.now();
    const parameters = [program, source, path, JSON.stringify(rewriting)];
    await promisify(execFile)(process.execPath, parameters);
    log.info({ path, seconds: (performance.now() - startedMs) / 1000 }, 'model rewritten');
  }
  await markUsed(path);
  const removed = await removeOutdated(cacheDir, sha256, version);
  if (removed.length > 0) log.info({ removed }, 'models of older rewritings removed');
  return path;
}

/** Files of other versions are kept this long after their last use: another checkout may need them. */
const keptUnusedDays = 7;

/** Sets a file's modification time to now: the time of its last use. */
export async function markUsed(path: string): Promise<void> {
  const now = new Date();
  // Fails in a read-only cache. Then another checkout may remove the file, and rewrites it in seconds.
  await utimes(path, now, now).catch(() => undefined);
}

/**
 * Removes files that other versions of the rewrites made of a model, and partial files, unless they were
 * used in the last seven days. A process that has such a file open can still read it.
 * @returns the names of the removed files.
 */
export async function removeOutdated(
  cacheDir: string,
  sourceSha256: string,
  currentVersion: number,
): Promise<readonly string[]> {
  const oldestMs = Date.now() - keptUnusedDays * 24 * 3600 * 1000;
  const removed: string[] = [];
  for (const name of await readdir(cacheDir)) {
    const path = join(cacheDir, name);
    if (!isOutdated(name, sourceSha256, currentVersion)) continue;
    try {
      if ((await stat(path)).mtimeMs > oldestMs) continue;
      await rm(path);
      removed.push(name);
    } catch {
      // Another process removed it first or, on Windows, has it open: the next call tries again.
    }
  }
  return removed;
}

/** Names are `<sha256>.<kind>-<version>.onnx`, plus `.<unique>.partial` while they are written. */
function isOutdated(name: string, sourceSha256: string, currentVersion: number): boolean {
  const rewritten = /^([0-9a-f]{64})\.[\w-]+-(\d+)\.onnx(\.[\w-]+\.partial)?$/.exec(name);
  if (rewritten?.[1] !== sourceSha256) return false;
  return Number(rewritten[2]) !== currentVersion || rewritten[3] !== undefined;
}
