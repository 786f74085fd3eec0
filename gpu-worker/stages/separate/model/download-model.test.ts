import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { serveFiles } from '../testing/serve-files.ts';
import {
  defaultCacheDir,
  downloadModel,
  fetchManifest,
  type OnDownload,
  oncePerPercent,
} from './download-model.ts';

const weights = Buffer.from('these are the weights of a model');
const sha256 = createHash('sha256').update(weights).digest('hex');

describe('downloadModel', () => {
  it('resumes a partial download, reports its progress, and then uses the cache', async () => {
    const cacheDir = await temporaryFolder();
    const { at, ranges } = await serveFiles({ '/m.onnx': weights });
    writeFileSync(join(cacheDir, `${sha256}.onnx.partial`), weights.subarray(0, 10));
    const reports: (number | undefined)[][] = [];
    const onDownload: OnDownload = (...report) => reports.push(report);
    const path = await downloadModel(at('/m.onnx'), sha256, { cacheDir, onDownload });
    expect(readFileSync(path).equals(weights)).toBe(true);
    expect(await downloadModel(at('/m.onnx'), sha256, { cacheDir })).toBe(path);
    expect(ranges).toEqual(['bytes=10-']);
    expect(reports.at(-1)).toEqual([weights.length, weights.length]);
  });

  it('says where an interrupted download stopped, and resumes it', async () => {
    const cacheDir = await temporaryFolder();
    const { at, ranges, cut } = await serveFiles({ '/m.onnx': weights }, { cutAt: 12 });
    const onDownload: OnDownload = (received) => received === 12 && cut();
    const download = () => downloadModel(at('/m.onnx'), sha256, { cacheDir, onDownload });
    await expect(download()).rejects.toThrow(`ended after 12 of ${weights.length} bytes`);
    expect(readdirSync(cacheDir)).toEqual([`${sha256}.onnx.partial`]);
    expect(readFileSync(await download()).equals(weights)).toBe(true);
    expect(ranges).toEqual([undefined, 'bytes=12-']);
  });

  it('reports an unknown total when the server sends no length', async () => {
    const { at } = await serveFiles({ '/m.onnx': weights }, { sendsLength: false });
    const reports: (number | undefined)[][] = [];
    const onDownload: OnDownload = (...report) => reports.push(report);
    const cacheDir = join(await temporaryFolder(), 'not', 'there', 'yet');
    await downloadModel(at('/m.onnx'), sha256, { cacheDir, onDownload });
    expect(reports).toEqual([[weights.length, undefined]]);
  });

  it('accepts a complete partial file that was never renamed', async () => {
    const cacheDir = await temporaryFolder();
    const { at } = await serveFiles({ '/m.onnx': weights });
    writeFileSync(join(cacheDir, `${sha256}.onnx.partial`), weights);
    const path = await downloadModel(at('/m.onnx'), sha256, { cacheDir });
    expect(readFileSync(path).equals(weights)).toBe(true);
  });

  it('removes a download with another checksum', async () => {
    const cacheDir = await temporaryFolder();
    const { at } = await serveFiles({ '/m.onnx': Buffer.from('an error page') });
    const download = downloadModel(at('/m.onnx'), sha256, { cacheDir });
    await expect(download).rejects.toThrow('has SHA-256');
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('names the URL of a missing file', async () => {
    const { at } = await serveFiles({});
    const cacheDir = await temporaryFolder();
    const download = downloadModel(at('/m.onnx'), sha256, { cacheDir });
    await expect(download).rejects.toThrow('/m.onnx: 404');
  });

  it('refuses plain http, except from this machine', async () => {
    const url = new URL('http://models.example/model.onnx');
    const cacheDir = await temporaryFolder();
    await expect(downloadModel(url, sha256, { cacheDir })).rejects.toThrow('over https');
    await expect(fetchManifest(url)).rejects.toThrow('over https');
  });
});

describe('oncePerPercent', () => {
  it('passes on each percent once, rounded down', () => {
    const percents: number[] = [];
    const onDownload = oncePerPercent((_received, _total, percent) => percents.push(percent));
    for (const received of [0, 9, 10, 11, 19, 25, 999, 1000]) onDownload(received, 1000);
    expect(percents).toEqual([0, 1, 2, 99, 100]);
  });

  it('passes on only the first report of a download without a known total', () => {
    const reports: (number | undefined)[][] = [];
    const onDownload = oncePerPercent((...report) => reports.push(report));
    for (const received of [100, 200, 300]) onDownload(received, undefined);
    expect(reports).toEqual([[100, undefined, 0]]);
  });
});

describe('defaultCacheDir', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is in the user’s cache folder', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/cache');
    expect(defaultCacheDir()).toBe('/cache/my-pitch/models');
    vi.stubEnv('XDG_CACHE_HOME', undefined);
    expect(defaultCacheDir()).toBe(join(homedir(), '.cache/my-pitch/models'));
  });
});
