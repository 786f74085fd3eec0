import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../audio/audio-fixtures.ts';
import { downloadModel } from './download-model.ts';
import { locateModel } from './locate-model.ts';
import { parseManifest } from './model-manifest.ts';

const weights = Buffer.from('these are the weights of a model');
const sha256 = createHash('sha256').update(weights).digest('hex');

test('the bundled model is found and is the right one', async () => {
  const { path, manifest } = await locateModel({});
  expect(path).toMatch(/htdemucs\.onnx$/);
  expect(manifest.name).toBe('htdemucs');
});

test('another model needs its checksum, must exist and must match', async () => {
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

test('a manifest tells the file, its checksum and its shape', async () => {
  const { path, manifest } = await locateModel({ modelSource: join(tinyModel, 'model.json') });
  expect(path).toBe(join(tinyModel, 'model.onnx'));
  expect(manifest).toMatchObject({ name: 'tiny', segmentFrames: 8192 });
});

test('the manifest beside a model is found', async () => {
  const { manifest } = await locateModel({ modelSource: join(tinyModel, 'model.onnx') });
  expect(manifest.name).toBe('tiny');
});

test('the manifest beside a model is not for every file there', async () => {
  const folder = await temporaryFolder();
  cpSync(tinyModel, folder, { recursive: true });
  const modelSource = join(folder, 'other.onnx');
  writeFileSync(modelSource, weights);
  const { manifest } = await locateModel({ modelSource, modelSha256: sha256 });
  expect(manifest.name).toBe('other.onnx');
});

test('a manifest and a checksum that contradict each other are refused', async () => {
  const modelSource = join(tinyModel, 'model.json');
  await expect(locateModel({ modelSource, modelSha256: sha256 })).rejects.toThrow(
    'is for the file',
  );
});

test('the committed tiny model is what its script writes', async () => {
  const folder = await temporaryFolder();
  execFileSync(process.execPath, [join(tinyModel, '../make-tiny-model.ts'), folder]);
  const written = (name: string) => readFileSync(join(folder, name));
  const committed = (name: string) => readFileSync(join(tinyModel, name));
  expect(written('model.onnx').equals(committed('model.onnx'))).toBe(true);
  expect(JSON.parse(String(written('model.json')))).toEqual(
    JSON.parse(String(committed('model.json'))),
  );
});

/** Serves files on loopback, ranges and all; with `cutAt` whole files stop there until `cut` ends the connection. */
async function serve(files: Readonly<Record<string, Uint8Array>>, cutAt?: number) {
  const ranges: (string | undefined)[] = [];
  let cut = () => {};
  const server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    if (!body) return void response.writeHead(404).end();
    ranges.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= body.length) return void response.writeHead(416).end();
    const rest = body.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    if (cutAt === undefined || from > 0) return void response.end(rest);
    cut = () => response.destroy();
    response.write(rest.subarray(0, cutAt));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const at = (path: string) => new URL(`http://127.0.0.1:${port}${path}`);
  return { ranges, at, cut: () => cut() };
}

test('a download goes on where it stopped, tells how far it is, and then comes from the cache', async () => {
  const cacheDir = await temporaryFolder();
  const { at, ranges } = await serve({ '/m.onnx': weights });
  writeFileSync(join(cacheDir, `${sha256}.onnx.partial`), weights.subarray(0, 10));
  const seen: (number | undefined)[][] = [];
  const onDownload = (...progress: (number | undefined)[]) => seen.push(progress);
  const path = await downloadModel(at('/m.onnx'), sha256, { cacheDir, onDownload });
  expect(readFileSync(path).equals(weights)).toBe(true);
  expect(await downloadModel(at('/m.onnx'), sha256, { cacheDir })).toBe(path);
  expect(ranges).toEqual(['bytes=10-']);
  expect(seen.at(-1)).toEqual([weights.length, weights.length]);
});

test('a download that is cut short says so and is taken up again', async () => {
  const cacheDir = await temporaryFolder();
  const { at, ranges, cut } = await serve({ '/m.onnx': weights }, 12);
  const onDownload = (received: number) => received === 12 && cut();
  const download = () => downloadModel(at('/m.onnx'), sha256, { cacheDir, onDownload });
  await expect(download()).rejects.toThrow(`ended after 12 of ${weights.length} bytes`);
  expect(readdirSync(cacheDir)).toEqual([`${sha256}.onnx.partial`]);
  expect(readFileSync(await download()).equals(weights)).toBe(true);
  expect(ranges).toEqual([undefined, 'bytes=12-']);
});

test('a whole file whose renaming was missed is taken as it is', async () => {
  const cacheDir = await temporaryFolder();
  const { at } = await serve({ '/m.onnx': weights });
  writeFileSync(join(cacheDir, `${sha256}.onnx.partial`), weights);
  const path = await downloadModel(at('/m.onnx'), sha256, { cacheDir });
  expect(readFileSync(path).equals(weights)).toBe(true);
});

test('a download that is another file leaves nothing behind', async () => {
  const cacheDir = await temporaryFolder();
  const { at } = await serve({ '/m.onnx': Buffer.from('an error page') });
  const download = downloadModel(at('/m.onnx'), sha256, { cacheDir });
  await expect(download).rejects.toThrow('has SHA-256');
  expect(readdirSync(cacheDir)).toEqual([]);
});

test('a missing file is told with its address', async () => {
  const { at } = await serve({});
  const cacheDir = await temporaryFolder();
  await expect(downloadModel(at('/m.onnx'), sha256, { cacheDir })).rejects.toThrow('/m.onnx: 404');
});

test('plain http is refused', async () => {
  const url = new URL('http://models.example/model.onnx');
  const cacheDir = await temporaryFolder();
  await expect(downloadModel(url, sha256, { cacheDir })).rejects.toThrow('https');
});

test('a model is fetched by its manifest’s address, and pinned by its checksum', async () => {
  const cacheDir = await temporaryFolder();
  const files = Object.fromEntries(
    readdirSync(tinyModel).map((name) => [`/tiny/${name}`, readFileSync(join(tinyModel, name))]),
  );
  const { at } = await serve(files);
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
