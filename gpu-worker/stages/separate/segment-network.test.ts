import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../audio/testing/audio-fixtures.ts';
import { Tensor } from '../../onnx-runtime/onnx-runtime.ts';
import { expectedShapes } from './model/model-shapes.ts';
import { NetworkSession } from './runtime/network-session.ts';
import type { NetworkOpener } from './runtime/open-network.ts';
import { batchSizeOf, type Tensors } from './runtime/tensor-batches.ts';
import { createSegmentNetwork } from './segment-network.ts';
import { separateSong } from './separate-song.ts';
import { tinyManifest } from './testing/tiny-model.ts';

const { inputs, outputs, sources } = tinyManifest;
const shapes = expectedShapes(tinyManifest);

/** Returns a quarter of the mixture as each source: [batch, …] to [batch, sources, …]. */
function quarters(x: Tensor): Tensor {
  const [batch = 0, ...dims] = x.dims;
  const item = x.data.length / batch;
  const data = Float32Array.from({ length: sources.length * x.data.length }, (_, i) => {
    const segment = Math.floor(i / item / sources.length);
    return (x.data[segment * item + (i % item)] as number) / 4;
  });
  return new Tensor('float32', data, [batch, sources.length, ...dims]);
}

interface Device {
  /** Segments that fit into its memory. */
  readonly maxSegments: number;
  /** From this run on it fails for another reason. */
  readonly failsFromRun?: number;
}

/** Separates a song of eight segments on a machine with these devices; records each call. */
async function separateOn(
  devices: Readonly<Record<string, Device>>,
  { isDynamic = true, batch: wantedBatch = 8 } = {},
) {
  const calls: string[] = [];
  const warnings: string[] = [];
  const openNetwork: NetworkOpener = async (_path, { executionProviders, ...options }) => {
    const provider = String(executionProviders?.[0]);
    const { maxSegments = 0, failsFromRun = Number.POSITIVE_INFINITY } = devices[provider] ?? {};
    const batch = isDynamic ? (options.freeDimensionOverrides?.batch ?? 'batch') : 1;
    const describe = (name: string) => ({
      ...{ name, type: 'float32', isTensor: true },
      shape: [batch, ...(shapes.get(name) ?? []).slice(1)],
    });
    let runs = 0;
    return {
      inputMetadata: Object.values(inputs).map(describe),
      outputMetadata: Object.values(outputs).map(describe),
      async run(given) {
        if (++runs >= failsFromRun) throw new Error('device lost');
        const size = batchSizeOf(given);
        if (size > maxSegments) throw new Error('Failed to allocate memory for requested buffer');
        calls.push(`${provider} ${size}`);
        return {
          [outputs.waveforms]: quarters(given[inputs.waveform] as Tensor),
          [outputs.spectrograms]: quarters(given[inputs.spectrogram] as Tensor),
        };
      },
      release: async () => {},
    };
  };
  const session = await NetworkSession.open({
    ...{ modelPath: 'x', manifest: tinyManifest, openNetwork },
    providers: Object.keys(devices),
    log: pino({}, { write: (line: string) => warnings.push(JSON.parse(line).msg) }),
    batchFor: async (provider) => (provider === 'cpu' ? 1 : wantedBatch),
  });
  const network = await createSegmentNetwork(tinyManifest, session);
  const folder = await temporaryFolder();
  const mixture = await writeStereo(join(folder, 'song.f32'), noise(2 * 8 * 6144));
  const { signal } = new AbortController();
  const options = { preset: 'balanced', stems: 'two', signal } as const;
  const { vocals } = await separateSong(network, mixture, folder, options);
  network.close();
  return { calls, warnings, vocals: await readAll(vocals) };
}

const { vocals: expected } = await separateOn({ cpu: { maxSegments: 1 } });

it.each<[string, string[], string[], Record<string, Device>]>([
  [
    'computes a song that fits in one call',
    ['cuda 8'],
    [],
    { cuda: { maxSegments: 8 }, cpu: { maxSegments: 1 } },
  ],
  [
    'halves a batch until it fits, and keeps that size',
    ['cuda 2', 'cuda 2', 'cuda 2', 'cuda 2'],
    ['batch halved', 'batch halved'],
    { cuda: { maxSegments: 3 }, cpu: { maxSegments: 1 } },
  ],
  [
    'uses the next provider when not even one segment fits',
    new Array(8).fill('cpu 1'),
    ['batch halved', 'batch halved', 'batch halved', 'provider failed, falling back'],
    { cuda: { maxSegments: 0 }, cpu: { maxSegments: 1 } },
  ],
  [
    'computes the remaining segments on the next provider when a device is lost',
    ['cuda 4', ...new Array(4).fill('cpu 1')],
    ['batch halved', 'provider failed, falling back'],
    { cuda: { maxSegments: 4, failsFromRun: 3 }, cpu: { maxSegments: 1 } },
  ],
])('%s', async (_name, calls, warnings, devices) => {
  const found = await separateOn(devices);
  expect(found.calls).toEqual(calls);
  expect(found.warnings).toEqual(warnings);
  expect(found.vocals).toEqual(expected);
});

it('computes one segment per call when the network’s batch is fixed', async () => {
  const found = await separateOn({ cuda: { maxSegments: 8 } }, { isDynamic: false });
  expect(found.calls).toEqual(new Array(8).fill('cuda 1'));
  expect(found.vocals).toEqual(expected);
});

it('pads the last batch to the size of the others', async () => {
  const found = await separateOn({ cuda: { maxSegments: 8 } }, { batch: 5 });
  expect(found.calls).toEqual(['cuda 5', 'cuda 5']);
  expect(found.vocals).toEqual(expected);
});

describe('createSegmentNetwork', () => {
  const { segmentFrames, channels } = tinyManifest;
  const mixture = new Float32Array(channels * segmentFrames).fill(0.5);

  /** Runs one segment through a network whose outputs are those of a voice-only rewrite, changed. */
  async function runVoiceOnly(names: readonly string[], change: (outputs: Tensors) => Tensors) {
    const spectrogramShape = (shapes.get(inputs.spectrogram) ?? []).slice(1);
    const spectrogram = new Float32Array(spectrogramShape.reduce((a, b) => a * b));
    const network = await createSegmentNetwork(tinyManifest, {
      batch: 1,
      run: async (given) => {
        const waveform = given[inputs.waveform]?.data as Float32Array;
        return change({
          [outputs.waveforms]: new Tensor(
            'float32',
            waveform.map((x) => x / 4),
            [1, 1, channels, segmentFrames],
          ),
          [outputs.spectrograms]: new Tensor('float32', spectrogram, [1, 1, ...spectrogramShape]),
        });
      },
    });
    try {
      return await network.run([mixture], names);
    } finally {
      network.close();
    }
  }

  it('takes the only source of a voice-only network for the voice', async () => {
    const [[voice] = []] = await runVoiceOnly(['vocals'], (results) => results);
    expect(voice).toEqual(mixture.map((x) => x / 4));
  });

  it('refuses another source of a voice-only network', async () => {
    const running = runVoiceOnly(['drums'], (results) => results);
    await expect(running).rejects.toThrow('computes only the voice, not drums');
  });

  it('refuses a source that the model does not have', async () => {
    const network = await createSegmentNetwork(tinyManifest, {
      batch: 1,
      run: async (given) => ({
        [outputs.waveforms]: quarters(given[inputs.waveform] as Tensor),
        [outputs.spectrograms]: quarters(given[inputs.spectrogram] as Tensor),
      }),
    });
    await expect(network.run([mixture], ['piano'])).rejects.toThrow('no source piano');
    network.close();
  });

  it('refuses an output of another type', async () => {
    const running = runVoiceOnly(['vocals'], (results) => ({
      ...results,
      [outputs.waveforms]: new Tensor('int32', Int32Array.of(1), [1]),
    }));
    await expect(running).rejects.toThrow(`output ${outputs.waveforms} is not float32`);
  });
});
