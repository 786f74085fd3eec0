import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../audio/audio-fixtures.ts';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { htdemucs } from '../model/model-manifest.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import { tinyManifest, tinyNetwork } from '../testing/tiny-model.ts';
import { type NetworkOpener, NetworkSession } from './network-session.ts';

const warnings: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) });

const shapes = expectedShapes(tinyManifest);
const describe = (name: string) => ({
  ...{ name, type: 'float32', isTensor: true },
  shape: shapes.get(name) ?? [],
});
const description = {
  inputMetadata: Object.values(tinyManifest.inputs).map(describe),
  outputMetadata: Object.values(tinyManifest.outputs).map(describe),
};

/** What goes wrong on a provider: while it opens, or from its n-th run on. */
interface Trouble {
  readonly opening?: Error;
  readonly fromRun?: number;
  readonly running?: Error;
  readonly releasing?: Error;
}

/** A machine whose providers fail as told; remembers which provider ran what. */
function machine(troubles: Readonly<Record<string, Trouble>>) {
  const runs: string[] = [];
  const released: string[] = [];
  const openNetwork: NetworkOpener = async (_path, options) => {
    const provider = String(options.executionProviders?.[0]);
    const { opening, running, releasing, fromRun = 1 } = troubles[provider] ?? {};
    if (opening) throw opening;
    let count = 0;
    return {
      ...description,
      async run(inputs) {
        count++;
        if (running && count >= fromRun) throw running;
        runs.push(`${provider} ${inputs.segment?.data[0]}`);
        return inputs;
      },
      async release() {
        released.push(provider);
        if (releasing) throw releasing;
      },
    };
  };
  const open = (...providers: string[]) =>
    NetworkSession.open({ modelPath: 'x', manifest: tinyManifest, providers, log, openNetwork });
  return { runs, released, open };
}

const segment = (n: number) => ({ segment: new Tensor('float32', Float32Array.of(n), [1]) });

test('the first provider that opens the model is used', async () => {
  const { open } = machine({ cuda: { opening: new Error('no libcudart') } });
  expect((await open('cuda', 'webgpu', 'cpu')).provider).toBe('webgpu');
  expect(warnings.pop()).toContain('no libcudart');
});

test('a device lost in the middle of a song: the next provider goes on from there', async () => {
  const { open, runs, released } = machine({
    cuda: { fromRun: 3, running: new Error('CUDA error 719: device lost') },
  });
  const session = await open('cuda', 'webgpu', 'cpu');
  for (const n of [1, 2, 3, 4]) await session.run(segment(n));
  expect(runs).toEqual(['cuda 1', 'cuda 2', 'webgpu 3', 'webgpu 4']);
  expect([session.provider, released]).toEqual(['webgpu', ['cuda']]);
  expect(warnings.pop()).toContain('falling back');
});

test('out of memory on one GPU after the other ends on the processor', async () => {
  const running = new Error('Failed to allocate memory for requested buffer');
  const { open, runs } = machine({ cuda: { running }, webgpu: { fromRun: 2, running } });
  const session = await open('cuda', 'webgpu', 'cpu');
  for (const n of [1, 2, 3]) await session.run(segment(n));
  expect(runs).toEqual(['webgpu 1', 'cpu 2', 'cpu 3']);
});

test('a lost device that cannot even be released is left all the same', async () => {
  const { open, runs } = machine({
    cuda: { running: new Error('device lost'), releasing: new Error('device lost') },
  });
  await (await open('cuda', 'cpu')).run(segment(1));
  expect(runs).toEqual(['cpu 1']);
});

test('when the last provider fails, its error is told', async () => {
  const { open } = machine({ cpu: { running: new Error('bad_alloc') } });
  const session = await open('cpu');
  await expect(session.run(segment(1))).rejects.toThrow('bad_alloc');
});

test('another network than the manifest’s is refused at once, and closed', async () => {
  const { released } = machine({});
  const openNetwork: NetworkOpener = async () => ({
    ...description,
    inputMetadata: [],
    run: async () => ({}),
    release: async () => void released.push('wrong'),
  });
  const options = { modelPath: 'x', manifest: tinyManifest, log, openNetwork };
  await expect(NetworkSession.open({ ...options, providers: ['cuda', 'cpu'] })).rejects.toThrow(
    'The model is no tiny',
  );
  expect(released).toEqual(['wrong']);
});

test('ONNX Runtime opens a network of HTDemucs’ shape and runs it', async () => {
  const modelPath = join(await temporaryFolder(), 'model.onnx');
  writeFileSync(modelPath, tinyNetwork(htdemucs));
  const session = await NetworkSession.open({
    ...{ modelPath, log },
    manifest: htdemucs,
    providers: ['no-such-provider', 'cpu'],
    threads: 1,
  });
  expect(session.provider).toBe('cpu');
  const { waveform, spectrogram } = htdemucs.inputs;
  const all = expectedShapes(htdemucs);
  const of = (name: string, value: number) => {
    const shape = all.get(name) ?? [];
    return new Tensor(
      'float32',
      new Float32Array(shape.reduce((a, b) => a * b)).fill(value),
      shape,
    );
  };
  const results = await session.run({
    [waveform]: of(waveform, 1),
    [spectrogram]: of(spectrogram, 1),
  });
  const voice = results[htdemucs.outputs.waveforms]!;
  expect(voice.dims).toEqual([1, 4, 2, 343980]);
  expect(voice.data.at(-1)).toBe(3 / 16);
  await session.close();
});

test('ONNX Runtime’s network is checked against the manifest', async () => {
  const modelPath = join(await temporaryFolder(), 'model.onnx');
  writeFileSync(modelPath, tinyNetwork(tinyManifest));
  const options = { modelPath, providers: ['cpu'], log };
  await expect(NetworkSession.open({ ...options, manifest: htdemucs })).rejects.toThrow(
    'input is [1, 2, 8192], not [1, 2, 343980]',
  );
});
