import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { sha256Of } from './file-checksum.ts';
import { type ModelManifest, parseManifest } from './model-manifest.ts';

/** Reports a download's progress. The total is `undefined` if the server does not send a length. */
export type OnDownload = (receivedBytes: number, totalBytes: number | undefined) => void;

/**
 * Limits progress reports to one per percent. Without a known total only the first one is passed on.
 * @param onPercent also gets the percentage, rounded down.
 */
export function oncePerPercent(
  onPercent: (receivedBytes: number, totalBytes: number | undefined, percent: number) => void,
): OnDownload {
  let lastPercent = -1;
  return (receivedBytes, totalBytes) => {
    const percent = Math.floor((100 * receivedBytes) / (totalBytes ?? Number.POSITIVE_INFINITY));
    if (percent === lastPercent) return;
    lastPercent = percent;
    onPercent(receivedBytes, totalBytes, percent);
  };
}

export interface DownloadOptions {
  readonly onDownload?: OnDownload;
  /** By default {@link defaultCacheDir}. */
  readonly cacheDir?: string;
}

/**
 * Downloads a model into the cache; later calls find it there by its checksum. An interrupted download is
 * resumed. A file gets its final name only after its checksum was verified.
 * @returns the file's path.
 * @throws {Error} for an address that is not https, a failed request, an interrupted download or a wrong
 *   checksum.
 */
export async function downloadModel(
  url: URL,
  sha256: string,
  { onDownload, cacheDir = defaultCacheDir() }: DownloadOptions = {},
): Promise<string> {
  requireHttps(url);
  const path = join(cacheDir, `${sha256}.onnx`);
  if (existsSync(path)) return path;
  await mkdir(cacheDir, { recursive: true });
  const partial = `${path}.partial`;
  await resumeDownload(url, partial, onDownload);
  const received = await sha256Of(partial);
  if (received !== sha256) {
    await rm(partial);
    throw new Error(`The model from ${url.href} has SHA-256 ${received}, not ${sha256}`);
  }
  await rename(partial, path);
  return path;
}

/**
 * Downloads a model's manifest.
 * @throws {Error} for an address that is not https, a failed request or an invalid manifest.
 */
export async function fetchManifest(url: URL): Promise<ModelManifest> {
  requireHttps(url);
  const response = await request(url, {});
  return parseManifest(await response.text(), url.href);
}

function requireHttps(url: URL): void {
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || isLoopback) return;
  throw new Error(`A model is only downloaded over https, not from ${url.origin}`);
}

async function resumeDownload(
  url: URL,
  partial: string,
  onDownload: OnDownload | undefined,
): Promise<void> {
  const haveBytes = existsSync(partial) ? (await stat(partial)).size : 0;
  const response = await request(url, haveBytes > 0 ? { range: `bytes=${haveBytes}-` } : {});
  // 416: the partial file is already as long as the server's file. The caller verifies its checksum.
  if (response.status === 416 || !response.body) return;
  const isResumed = response.status === 206;
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? length + (isResumed ? haveBytes : 0) : undefined;
  const file = await open(partial, isResumed ? 'a' : 'w');
  let received = isResumed ? haveBytes : 0;
  try {
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      // Written before it is reported: reported bytes are never downloaded again.
      await file.writeFile(chunk);
      received += chunk.length;
      onDownload?.(received, total);
    }
  } catch (cause) {
    throw new Error(
      `The model from ${url.href} ended after ${received} of ${total ?? 'unknown'} bytes. Start again to resume.`,
      { cause },
    );
  } finally {
    await file.close();
  }
}

async function request(url: URL, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new Error(`The model could not be downloaded from ${url.href}`, { cause });
  });
  if (response.ok || response.status === 416) return response;
  throw new Error(`The model could not be downloaded from ${url.href}: ${response.status}`);
}

/** `my-pitch/models` in the user's cache folder (`XDG_CACHE_HOME`). */
export function defaultCacheDir(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'my-pitch', 'models');
}
