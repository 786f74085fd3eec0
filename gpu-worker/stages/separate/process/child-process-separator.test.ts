import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../../audio/testing/audio-fixtures.ts';
import { parseManifest } from '../model/model-manifest.ts';
import type { Separator } from '../separator.ts';
import { openSeparator } from './child-process-separator.ts';

const tinyModel = join(import.meta.dirname, '../testing/tiny-model');
const fake = join(import.meta.dirname, 'testing/fake-child.ts');
const settings = { logLevel: 'info', logTo: 2 } as const;
const kind = { preset: 'balanced', stems: 'two' } as const;
const opened: Separator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((separator) => separator.close())));

async function open(executionProviders = ['cuda', 'cpu']) {
  const separator = await openSeparator({ ...settings, executionProviders }, { entry: fake });
  opened.push(separator);
  const stop = new AbortController();
  const separate = (path: string, onProgress = (_: number) => {}) => {
    const mixture = { path, sampleRateHz: 44100, channels: 2, frames: 1 };
    return separator.separate(mixture, 'out', { ...kind, signal: stop.signal, onProgress });
  };
  return { separator, separate, stop };
}

it('separates several songs in one process', async () => {
  const { separator, separate } = await open();
  const first = separator.model;
  const fractions: number[] = [];
  await separate('one', (fraction) => fractions.push(fraction));
  expect(await separate('two')).toMatchObject({ vocals: { path: 'two' } });
  expect(fractions).toEqual([0.5]);
  expect(separator.model).toBe(first);
});

it('aborts during a computation, and separates the next song', async () => {
  const { separator, separate, stop } = await open();
  const reason = new Error('cancelled');
  await expect(separate('takes forever', () => stop.abort(reason))).rejects.toBe(reason);
  const mixture = { path: 'next', sampleRateHz: 44100, channels: 2, frames: 1 };
  const { signal } = new AbortController();
  expect(await separator.separate(mixture, 'out', { ...kind, signal })).toMatchObject({
    vocals: { path: 'next' },
  });
});

it('does not start a song that was aborted before', async () => {
  const { separate, stop } = await open();
  stop.abort(new Error('cancelled'));
  await expect(separate('one')).rejects.toThrow('cancelled');
});

it('separates songs that are given at the same time one after the other', async () => {
  const { separator, separate } = await open();
  const events: string[] = [];
  const run = async (path: string) => {
    const stems = await separate(path, () => events.push(`${path} progresses`));
    events.push(`${path} is done`);
    return stems.vocals.path;
  };
  const first = separator.model;
  expect(await Promise.all(['is slow', 'two', 'three'].map(run))).toEqual([
    ...['is slow', 'two', 'three'],
  ]);
  const ofSlow = ['is slow progresses', 'is slow progresses', 'is slow is done'];
  expect(events.slice(0, 3)).toEqual(ofSlow);
  expect(events.slice(3)).toEqual([
    ...['two progresses', 'two is done', 'three progresses', 'three is done'],
  ]);
  expect(separator.model).toBe(first);
});

/** Starts a song that another test step can abort on its own. */
function startSong(separator: Separator, path: string, onProgress = (_: number) => {}) {
  const stop = new AbortController();
  const mixture = { path, sampleRateHz: 44100, channels: 2, frames: 1 };
  const options = { ...kind, signal: stop.signal, onProgress };
  return { stop, separated: separator.separate(mixture, 'out', options) };
}

const turnTaken = () => new Promise((resolve) => setImmediate(resolve));

it('an aborted song stops neither the song before it nor the one after it', async () => {
  const { separator } = await open();
  const first = startSong(separator, 'is slow');
  const cancelled = startSong(separator, 'two');
  const last = startSong(separator, 'three');
  cancelled.stop.abort(new Error('cancelled'));
  await expect(cancelled.separated).rejects.toThrow('cancelled');
  expect(await first.separated).toMatchObject({ vocals: { path: 'is slow' } });
  expect(await last.separated).toMatchObject({ vocals: { path: 'three' } });
});

it('gives the song that waits a new process when the one before it is aborted or fails', async () => {
  const { separator, separate } = await open();
  for (const path of ['takes forever', 'fails', 'is killed']) {
    const before = separator.model;
    const doomed = startSong(separator, path, () => {
      if (path === 'takes forever') doomed.stop.abort(new Error('cancelled'));
    });
    const waiting = separate('next');
    await expect(doomed.separated).rejects.toThrow();
    expect(await waiting).toMatchObject({ vocals: { path: 'next' } });
    expect(separator.model).not.toBe(before);
  }
});

it('does not begin a song that was aborted while its process started', async () => {
  const { separator, separate } = await open();
  await separate('one');
  const renewed = separator.check();
  const song = startSong(separator, 'takes forever');
  const refused = expect(song.separated).rejects.toThrow('cancelled');
  await turnTaken();
  song.stop.abort(new Error('cancelled'));
  await renewed;
  await refused;
  expect(await separate('next')).toMatchObject({ vocals: { path: 'next' } });
});

it('a check during a separation ends with the next progress, and leaves the song its process', async () => {
  const { separator } = await open();
  const before = separator.model;
  let check: Promise<void> | undefined;
  const fractions: number[] = [];
  const { separated } = startSong(separator, 'is slow', (fraction) => {
    fractions.push(fraction);
    check ??= separator.check();
  });
  const stems = await separated;
  await check;
  expect(stems).toMatchObject({ vocals: { path: 'is slow' } });
  expect(fractions).toEqual([0.5, 0.7]);
  expect(separator.model).toBe(before);
});

it('a check during a separation that fails opens the model in a new process', async () => {
  const { separator } = await open();
  const before = separator.model;
  const { separated } = startSong(separator, 'fails');
  const failed = expect(separated).rejects.toThrow('bad_alloc');
  await turnTaken();
  await separator.check();
  await failed;
  expect(separator.model).not.toBe(before);
});

it('starts one new process for several checks at the same time', async () => {
  const { separator, separate } = await open();
  await separate('one');
  const checks = [separator.check(), separator.check()];
  await checks[0];
  const second = separator.model;
  await checks[1];
  expect(separator.model).toBe(second);
});

it('tries the GPU again in a new process, after a song that lost it', async () => {
  const { separator, separate } = await open();
  const first = separator.model;
  await separate('loses the GPU');
  expect(separator.provider).toBe('cpu');
  await separate('next');
  expect(separator.provider).toBe('cuda');
  expect(separator.model).not.toBe(first);
});

it.each(['cuda', 'openvino'])(
  'separates a song on the CPU when %s crashes the process',
  async (provider) => {
    const { separator, separate } = await open([provider, 'cpu']);
    const first = separator.model;
    expect(await separate('crashes the driver')).toMatchObject({
      vocals: { path: 'crashes the driver' },
    });
    expect(separator).toMatchObject({ provider: 'cpu', engine: 'an engine on cpu' });
    expect(separator.model).not.toBe(first);
    await separate('next');
    expect(separator).toMatchObject({ provider, engine: `an engine on ${provider}` });
  },
);

it('opens the model on the next provider when a driver crashes the process', async () => {
  const { separator, separate } = await open(['broken', 'broken too', 'webgpu', 'cpu']);
  expect(separator.provider).toBe('webgpu');
  const first = separator.model;
  // A new process skips the broken providers, but tries the lost one again.
  await separate('loses the GPU');
  await separate('next');
  expect(separator.provider).toBe('webgpu');
  expect(separator.model).not.toBe(first);
});

it('throws the exit status when the process crashes on the CPU too', async () => {
  const model = { ...settings, executionProviders: ['cpu'], modelSource: 'broken' };
  const opening = openSeparator(model, { entry: fake });
  await expect(opening).rejects.toThrow('ended with exit code 139');
});

it('blames the machine when the process crashes on the CPU, which nothing can replace', async () => {
  const { separate } = await open(['cpu']);
  await expect(separate('crashes everywhere')).rejects.toMatchObject({
    fault: 'unknown',
    detail: 'The separation process ended with exit code 139',
  });
});

it('throws the error of a failed separation', async () => {
  const { separate } = await open();
  await expect(separate('fails')).rejects.toThrow('bad_alloc');
});

it('reports a process killed by the system as out of memory', async () => {
  const { separate } = await open();
  await expect(separate('is killed')).rejects.toMatchObject({ fault: 'out-of-memory' });
  expect(await separate('next')).toMatchObject({ vocals: { path: 'next' } });
});

it('throws why the model could not be opened', async () => {
  const opening = openSeparator({ ...settings, modelSource: 'missing' }, { entry: fake });
  await expect(opening).rejects.toThrow('no model at missing');
  await expect(opening).rejects.toMatchObject({ fault: 'model' });
});

it('is checked in a new process after a song, and in the same one before', async () => {
  const { separator, separate } = await open();
  const first = separator.model;
  await separator.check();
  expect(separator.model).toBe(first);
  await separate('one');
  await separator.check();
  expect(separator.model).not.toBe(first);
  expect(await separate('two')).toMatchObject({ vocals: { path: 'two' } });
});

it('detects by a check that the model was lost', async () => {
  const model = join(await temporaryFolder(), 'model.json');
  writeFileSync(model, '');
  const separator = await openSeparator({ ...settings, modelSource: model }, { entry: fake });
  opened.push(separator);
  await separator.check();
  rmSync(model);
  await separator.check();
  const mixture = { path: 'one', sampleRateHz: 44100, channels: 2, frames: 1 };
  const { signal } = new AbortController();
  await separator.separate(mixture, 'out', { ...kind, signal });
  await expect(separator.check()).rejects.toMatchObject({ fault: 'model' });
});

it('downloads a real network and separates with it in a real process', async () => {
  const folder = await temporaryFolder();
  const server = createServer((request, response) => {
    response.end(readFileSync(join(tinyModel, request.url ?? '')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { sha256 } = parseManifest(
    readFileSync(join(tinyModel, 'model.json'), 'utf8'),
    'model.json',
  );
  vi.stubEnv('XDG_CACHE_HOME', folder);
  const downloads: number[] = [];
  const separator = await openSeparator(
    {
      ...{ logLevel: 'silent', logTo: 2, executionProviders: ['cpu'], threads: 1 },
      modelSource: `http://127.0.0.1:${port}/model.json`,
      modelSha256: sha256,
    },
    { onDownload: (received) => downloads.push(received) },
  );
  opened.push(separator);
  vi.unstubAllEnvs();
  expect(downloads.at(-1)).toBe(statSync(join(tinyModel, 'model.onnx')).size);
  expect(separator).toMatchObject({ model: 'tiny', provider: 'cpu' });
  const mixture = await writeStereo(join(folder, 'in.f32'), noise(2 * 20_000));
  const fractions: number[] = [];
  const stems = await separator.separate(mixture, folder, {
    ...{ preset: 'fast', stems: 'four', signal: new AbortController().signal },
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(Object.keys(stems)).toHaveLength(5);
  expect(fractions).toEqual([1 / 3, 2 / 3, 1]);
  expect(await readAll(stems.bass!)).toHaveLength(40_000);
});
