import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import { sha256Of } from './file-checksum.ts';
import { type ModelManifest, parseManifest } from './model-manifest.ts';

/** Called while a file arrives; the total is unknown where the server does not tell. */
export type OnDownload = (receivedBytes: number, totalBytes: number | undefined) => void;

export interface DownloadOptions {
  readonly onDownload?: OnDownload;
  /** By default in the user's cache folder. */
  readonly cacheDir?: string;
}

/**
 * Brings a model from the network, once: later calls find it in the cache by its checksum. A broken
 * download is taken up where it stopped, and only a whole, checked file gets its final name.
 * @returns the file's path.
 * @throws {Error} for an address that is not https, a failed request, an early end or a wrong checksum.
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
  await fetchRest(url, partial, onDownload);
  const received = await sha256Of(partial);
  if (received !== sha256) {
    await rm(partial);
    throw new Error(`The model from ${url.href} has SHA-256 ${received}, not ${sha256}`);
  }
  await rename(partial, path);
  return path;
}

/**
 * A model's manifest from the network.
 * @throws {Error} for an address that is not https, a failed request or something else than a manifest.
 */
export async function fetchManifest(url: URL): Promise<ModelManifest> {
  requireHttps(url);
  const response = await request(url, {});
  return parseManifest(await response.text(), url.href);
}

function requireHttps(url: URL): void {
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || isLoopback) return;
  throw new Error(`A model is only fetched by https, not from ${url.origin}`);
}

async function fetchRest(
  url: URL,
  partial: string,
  onDownload: OnDownload | undefined,
): Promise<void> {
  const have = existsSync(partial) ? (await stat(partial)).size : 0;
  const response = await request(url, have > 0 ? { range: `bytes=${have}-` } : {});
  // The server has nothing beyond what is here: the file is whole, or the checksum will say otherwise.
  if (response.status === 416 || !response.body) return;
  const isRest = response.status === 206;
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? length + (isRest ? have : 0) : undefined;
  const file = await open(partial, isRest ? 'a' : 'w');
  let received = isRest ? have : 0;
  try {
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      // On disk before it counts: what was told as received is never fetched again.
      await file.writeFile(chunk);
      received += chunk.length;
      onDownload?.(received, total);
    }
  } catch (cause) {
    throw new Error(
      `The model from ${url.href} ended after ${received} of ${total ?? 'unknown'} bytes. Start again to go on from there.`,
      { cause },
    );
  } finally {
    await file.close();
  }
}

async function request(url: URL, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new Error(`The model could not be fetched from ${url.href}`, { cause });
  });
  if (response.ok || response.status === 416) return response;
  throw new Error(`The model could not be fetched from ${url.href}: ${response.status}`);
}

/** Where models are kept on this machine. */
export function defaultCacheDir(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'my-pitch', 'models');
}
