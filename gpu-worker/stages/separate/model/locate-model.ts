import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { type DownloadOptions, downloadModel, fetchManifest } from './download-model.ts';
import { sha256Of } from './file-checksum.ts';
import { htdemucs, type ModelManifest, parseManifest } from './model-manifest.ts';

export interface ModelRequest {
  /**
   * A path or an https URL of a model's manifest (`….json`) or of its ONNX file. For an ONNX file, the
   * manifest is a `model.json` beside it that names it; without one, HTDemucs' inputs and outputs are
   * assumed. By default the model that comes with the worker.
   */
  readonly modelSource?: string;
  /** Required with `modelSource`, except for a local manifest, which contains it. */
  readonly modelSha256?: string;
}

export interface LocatedModel {
  readonly path: string;
  readonly manifest: ModelManifest;
}

/**
 * Finds a model's file, or downloads it, and verifies its checksum.
 * @throws {Error} that says what to do when the file is missing, truncated or a different one.
 */
export async function locateModel(
  { modelSource, modelSha256 }: ModelRequest,
  options: DownloadOptions = {},
): Promise<LocatedModel> {
  if (modelSource === undefined) return checked(filePath(htdemucs, '.'), htdemucs);
  if (/^https?:/.test(modelSource)) {
    return locateRemote(new URL(modelSource), modelSha256, options);
  }
  const manifestPath = modelSource.endsWith('.json') ? modelSource : siblingManifest(modelSource);
  if (manifestPath !== undefined) {
    const found = await readManifest(manifestPath);
    if (modelSource === manifestPath || found.file === basename(modelSource)) {
      const manifest = pinned(found, modelSha256);
      return checked(filePath(manifest, dirname(manifestPath)), manifest);
    }
  }
  return checked(modelSource, likeHtdemucs(basename(modelSource), modelSha256));
}

async function locateRemote(
  url: URL,
  modelSha256: string | undefined,
  options: DownloadOptions,
): Promise<LocatedModel> {
  const name = basename(url.pathname);
  // Required even with a manifest: an attacker who replaces the file can replace the manifest too.
  const sha256 = required(modelSha256);
  const manifest = name.endsWith('.json')
    ? pinned(await fetchManifest(url), sha256)
    : likeHtdemucs(name, sha256);
  const file = name.endsWith('.json') ? new URL(manifest.file, url) : url;
  return checked(await downloadModel(file, sha256, options), manifest);
}

function siblingManifest(modelPath: string): string | undefined {
  const path = join(dirname(modelPath), 'model.json');
  return existsSync(path) ? path : undefined;
}

async function readManifest(path: string): Promise<ModelManifest> {
  if (!existsSync(path)) throw new Error(`There is no manifest at ${path}`);
  return parseManifest(await readFile(path, 'utf8'), path);
}

function likeHtdemucs(name: string, modelSha256: string | undefined): ModelManifest {
  return { ...htdemucs, name, file: name, sha256: required(modelSha256) };
}

function required(modelSha256: string | undefined): string {
  if (modelSha256 === undefined) throw new Error('MODEL_SOURCE needs MODEL_SHA256');
  return modelSha256;
}

/** @throws {Error} when a checksum was given and is not the manifest's. */
function pinned(manifest: ModelManifest, modelSha256: string | undefined): ModelManifest {
  if (modelSha256 !== undefined && modelSha256 !== manifest.sha256) {
    throw new Error(
      `The manifest of ${manifest.name} is for the file ${manifest.sha256}, not ${modelSha256}`,
    );
  }
  return manifest;
}

const packagePrefix = 'npm:';

function filePath({ name, file }: ModelManifest, folder: string): string {
  if (!file.startsWith(packagePrefix)) return resolve(folder, file);
  try {
    return createRequire(import.meta.url).resolve(file.slice(packagePrefix.length));
  } catch (cause) {
    throw new Error(`The separation model ${name} is not installed. Run npm ci.`, { cause });
  }
}

async function checked(path: string, manifest: ModelManifest): Promise<LocatedModel> {
  if (!existsSync(path)) throw new Error(`There is no model at ${path}`);
  const sha256 = await sha256Of(path);
  if (sha256 !== manifest.sha256) {
    throw new Error(
      `${path} is damaged or a different model: its SHA-256 is ${sha256}, not ${manifest.sha256}`,
    );
  }
  return { path, manifest };
}
