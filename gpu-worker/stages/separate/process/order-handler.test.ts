import { MachineFailure } from '@my-pitch/shared/errors';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { SeparatorOptions } from '../load-separator.ts';
import type { Separator } from '../separator.ts';
import { createOrderHandler } from './order-handler.ts';
import type { Order, Report, SeparatorSettings } from './protocol.ts';

const mixture = { path: 'song.f32', sampleRateHz: 44100, channels: 2, frames: 1 };
const settings: SeparatorSettings = { logLevel: 'info', logTo: 2 };
const separateOrder: Order = {
  ...{ kind: 'separate', preset: 'fast', stems: 'two' },
  ...{ mixture, outDir: 'out' },
};

/** A separator that reports half of its progress and returns the mixture. */
const separator: Separator = {
  model: 'htdemucs',
  provider: 'cuda',
  engine: 'onnxruntime-node cuda float32',
  async separate(song, _outDir, { onProgress }) {
    onProgress?.(0.5);
    return { vocals: song, accompaniment: song };
  },
  close: async () => {},
};

const { provider, engine } = separator;
const inUse = { provider, engine };

/** A handler whose model is loaded by `load`; records reports, log lines and the loader's options. */
function handlerOf(load: (options: SeparatorOptions) => Promise<Separator>) {
  const reports: Report[] = [];
  const logged: string[] = [];
  const loaded: SeparatorOptions[] = [];
  const handle = createOrderHandler({
    send: async (report) => void reports.push(report),
    load: (options) => {
      loaded.push(options);
      return load(options);
    },
    openLog: () => pino({}, { write: (line: string) => logged.push(JSON.parse(line).msg) }),
  });
  return { handle, reports, logged, loaded };
}

describe('an order to open the model', () => {
  it('reports the provider that is being opened, then the model', async () => {
    const { handle, reports } = handlerOf(async ({ onOpening }) => {
      await onOpening?.('cuda');
      return separator;
    });
    await handle({ kind: 'open', settings });
    expect(reports).toEqual([
      { kind: 'opening', provider: 'cuda' },
      { kind: 'opened', model: 'htdemucs', ...inUse },
    ]);
  });

  it('leaves out providers that crashed an earlier process', async () => {
    const { handle, loaded, logged } = handlerOf(async () => separator);
    const executionProviders = ['cuda', 'webgpu', 'cpu'];
    await handle({
      kind: 'open',
      settings: { ...settings, executionProviders, failedProviders: ['cuda'] },
    });
    expect(loaded[0]?.executionProviders).toEqual(['webgpu', 'cpu']);
    expect(logged).toEqual(['process died, falling back']);
  });

  it('tries this machine’s providers by default', async () => {
    const { handle, loaded } = handlerOf(async () => separator);
    await handle({ kind: 'open', settings });
    expect(loaded[0]?.executionProviders?.at(-1)).toBe('cpu');
  });

  it('reports each percent of a download, and logs each tenth', async () => {
    const { handle, reports, logged } = handlerOf(async ({ onDownload }) => {
      for (let received = 0; received <= 1000; received++) onDownload?.(received, 1000);
      return separator;
    });
    await handle({ kind: 'open', settings });
    const downloading = reports.filter(({ kind }) => kind === 'downloading');
    expect(downloading).toHaveLength(101);
    expect(downloading.at(-1)).toEqual({ kind: 'downloading', received: 1000, total: 1000 });
    expect(logged).toHaveLength(11);
  });

  it('blames the model, unless the error shows another fault', async () => {
    const missing = handlerOf(async () => {
      throw new Error('no model at x');
    });
    await missing.handle({ kind: 'open', settings });
    expect(missing.reports).toMatchObject([{ fault: 'model', message: 'no model at x' }]);
    const full = handlerOf(async () => {
      throw Object.assign(new Error('write failed'), { code: 'ENOSPC' });
    });
    await full.handle({ kind: 'open', settings });
    expect(full.reports).toMatchObject([{ kind: 'failed', fault: 'disk-full' }]);
  });
});

describe('an order to separate a song', () => {
  it('reports progress, then the stems and the provider', async () => {
    const { handle, reports } = handlerOf(async () => separator);
    await handle({ kind: 'open', settings });
    await handle(separateOrder);
    expect(reports.slice(1)).toEqual([
      { kind: 'progress', fraction: 0.5 },
      { kind: 'separated', stems: { vocals: mixture, accompaniment: mixture }, ...inUse },
    ]);
  });

  it('fails before the model is open', async () => {
    const { handle, reports } = handlerOf(async () => separator);
    await handle(separateOrder);
    expect(reports).toMatchObject([{ kind: 'failed', message: 'The model is not open' }]);
  });

  it('reports a failure with its fault', async () => {
    const { handle, reports } = handlerOf(async () => ({
      ...separator,
      separate: () => Promise.reject(new MachineFailure('out-of-memory', 'bad_alloc')),
    }));
    await handle({ kind: 'open', settings });
    await handle(separateOrder);
    expect(reports.at(-1)).toMatchObject({ fault: 'out-of-memory', message: 'bad_alloc' });
  });
});
