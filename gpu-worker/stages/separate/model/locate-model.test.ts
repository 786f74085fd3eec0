import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { serveFiles } from '../testing/serve-files.ts';
import { locateModel } from './locate-model.ts';
import { parseManifest } from './model-manifest.ts';

const weights = Buffer.from('these are the weights of a model');
const sha256 = createHash('sha256').update(weights).digest('hex');

it('finds the bundled model', async () => {
  const { path, manifest } = await locateModel({});
  expect(path).toMatch(/htdemucs\.onnx$/);
  expect(manifest.name).toBe('htdemucs');
});

it('requires a checksum for another model, and verifies it', async () => {
  const path = join(await temporaryFolder(), 'other.onnx');
  await expect(locateModel({ modelSource: path })).rejects.toThrow('MODEL_SHA256');
  await expect(locateModel({ modelSource: path, modelSha256: sha256 })).rejects.toThrow(
    'no model at',
  );
  writeFileSync(path, weights);
  const located = await locateModel({ modelSource: path, modelSha256: sha256 });
  expect(located).toMatchObject({ path, manifest: { name: 'other.onnx', sha256 } });
  writeFileSync(path, weights.subarray(5));
  await expect(locateModel({ modelSource: path, modelSha256: sha256 })).rejects.toThrow('damaged');
});

const tinyModel = join(import.meta.dirname, '../testing/tiny-model');

it('takes file, checksum and shape from a manifest', async () => {
  const { path, manifest } = await locateModel({ modelSource: join(tinyModel, 'model.json') });
  expect(path).toBe(join(tinyModel, 'model.onnx'));
  expect(manifest).toMatchObject({ name: 'tiny', segmentFrames: 8192 });
});

it('finds the manifest beside a model', async () => {
  const { manifest } = await locateModel({ modelSource: join(tinyModel, 'model.onnx') });
  expect(manifest.name).toBe('tiny');
});

it('ignores a manifest beside a model that names another file', async () => {
  const folder = await temporaryFolder();
  cpSync(tinyModel, folder, { recursive: true });
  const modelSource = join(folder, 'other.onnx');
  writeFileSync(modelSource, weights);
  const { manifest } = await locateModel({ modelSource, modelSha256: sha256 });
  expect(manifest.name).toBe('other.onnx');
});

it('refuses a checksum that is not the manifest’s', async () => {
  const modelSource = join(tinyModel, 'model.json');
  await expect(locateModel({ modelSource, modelSha256: sha256 })).rejects.toThrow(
    'is for the file',
  );
});

it('has a committed tiny model that is what its script writes', async () => {
  const folder = await temporaryFolder();
  execFileSync(process.execPath, [join(tinyModel, '../make-tiny-model.ts'), folder]);
  const written = (name: string) => readFileSync(join(folder, name));
  const committed = (name: string) => readFileSync(join(tinyModel, name));
  expect(written('model.onnx').equals(committed('model.onnx'))).toBe(true);
  expect(JSON.parse(String(written('model.json')))).toEqual(
    JSON.parse(String(committed('model.json'))),
  );
});

it('downloads a model by the URL of its manifest, if its checksum is given', async () => {
  const cacheDir = await temporaryFolder();
  const files = Object.fromEntries(
    readdirSync(tinyModel).map((name) => [`/tiny/${name}`, readFileSync(join(tinyModel, name))]),
  );
  const { at } = await serveFiles(files);
  const modelSource = at('/tiny/model.json').href;
  const modelSha256 = parseManifest(String(files['/tiny/model.json']), 'model.json').sha256;
  const { manifest, path } = await locateModel({ modelSource, modelSha256 }, { cacheDir });
  expect(manifest.name).toBe('tiny');
  expect(path).toBe(join(cacheDir, `${modelSha256}.onnx`));
  await expect(locateModel({ modelSource }, { cacheDir })).rejects.toThrow('MODEL_SHA256');
  await expect(locateModel({ modelSource, modelSha256: sha256 }, { cacheDir })).rejects.toThrow(
    'is for the file',
  );
});
