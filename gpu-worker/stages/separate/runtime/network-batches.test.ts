import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { noise, readAll, temporaryFolder, writeStereo } from '../../../audio/audio-fixtures.ts';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import { separateSong } from '../separate-song.ts';
import { tinyManifest } from '../testing/tiny-model.ts';
import { type NetworkOpener, NetworkSession } from './network-session.ts';
import { createSegmentNetwork } from './segment-network.ts';
import { batchSizeOf } from './tensor-batches.ts';

const { inputs, outputs, sources } = tinyManifest;
const shapes = expectedShapes(tinyManifest);

/** Says that every source is a quarter of the mixture, for any number of segments. */
function quarters(x: Tensor): Tensor {
  const [batch = 0, ...rest] = x.dims;
  const item = x.data.length / batch;
  const data = Float32Array.from({ length: sources.length * x.data.length }, (_, i) => {
    const segment = Math.floor(i / item / sources.length);
    return (x.data[segment * item + (i % item)] as number) / 4;
  });
  return new Tensor('float32', data, [batch, sources.length, ...rest]);
}

interface Device {
  /** Segments that its memory holds. */
  readonly holds: number;
  /** Whether it fails altogether, for another reason, from this run on. */
  readonly failsFromRun?: number;
}

/** A machine with these devices, separating a song of eight segments; remembers each call. */
async function separateOn(
  devices: Readonly<Record<string, Device>>,
  { isOpen = true, batch: maxSegments = 8 } = {},
) {
  const calls: string[] = [];
  const warnings: string[] = [];
  const openNetwork: NetworkOpener = async (_path, { executionProviders, ...options }) => {
    const provider = String(executionProviders?.[0]);
    const { holds = 0, failsFromRun = Number.POSITIVE_INFINITY } = devices[provider] ?? {};
    const batch = isOpen ? (options.freeDimensionOverrides?.batch ?? 'batch') : 1;
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
        if (size > holds) throw new Error('Failed to allocate memory for requested buffer');
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
    batchFor: async (provider) => (provider === 'cpu' ? 1 : maxSegments),
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

const { vocals: truth } = await separateOn({ cpu: { holds: 1 } });

test.each<[string, string[], string[], Record<string, Device>]>([
  ['one call does for a song that fits', ['cuda 8'], [], { cuda: { holds: 8 }, cpu: { holds: 1 } }],
  [
    'a batch that is too large is halved until it fits, and stays so',
    ['cuda 2', 'cuda 2', 'cuda 2', 'cuda 2'],
    ['batch halved', 'batch halved'],
    { cuda: { holds: 3 }, cpu: { holds: 1 } },
  ],
  [
    'where not even one segment fits, the next provider takes over',
    new Array(8).fill('cpu 1'),
    ['batch halved', 'batch halved', 'batch halved', 'provider failed, falling back'],
    { cuda: { holds: 0 }, cpu: { holds: 1 } },
  ],
  [
    'a device lost within a batch: the next one computes what is missing, segment by segment',
    ['cuda 4', ...new Array(4).fill('cpu 1')],
    ['batch halved', 'provider failed, falling back'],
    { cuda: { holds: 4, failsFromRun: 3 }, cpu: { holds: 1 } },
  ],
])('%s', async (_name, calls, warnings, devices) => {
  const found = await separateOn(devices);
  expect(found.calls).toEqual(calls);
  expect(found.warnings).toEqual(warnings);
  expect(found.vocals).toEqual(truth);
});

test('a network that takes one segment is given one, however much memory there is', async () => {
  const found = await separateOn({ cuda: { holds: 8 } }, { isOpen: false });
  expect(found.calls).toEqual(new Array(8).fill('cuda 1'));
  expect(found.vocals).toEqual(truth);
});

test('every batch has the same size; what is missing of the last one is silence', async () => {
  const found = await separateOn({ cuda: { holds: 8 } }, { batch: 5 });
  expect(found.calls).toEqual(['cuda 5', 'cuda 5']);
  expect(found.vocals).toEqual(truth);
});
