import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { htdemucs } from '../model/model-manifest.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import { tinyManifest, tinyNetwork } from '../testing/tiny-model.ts';
import { NetworkSession, type SessionOptions } from './network-session.ts';
import type { NetworkOpener } from './open-network.ts';

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

const withDynamicBatch = (tensors: typeof description.inputMetadata) =>
  tensors.map((tensor) => ({ ...tensor, shape: ['batch', ...tensor.shape.slice(1)] }));
const dynamicDescription = {
  inputMetadata: withDynamicBatch(description.inputMetadata),
  outputMetadata: withDynamicBatch(description.outputMetadata),
};

/** How a provider fails: while opening the model, or from its n-th run on. */
interface Fault {
  readonly opening?: Error;
  readonly fromRun?: number;
  readonly running?: Error;
  readonly releasing?: Error;
}

/** A machine with faulty providers; records which provider ran which segment. */
function machine(faults: Readonly<Record<string, Fault>>) {
  const runs: string[] = [];
  const released: string[] = [];
  const openNetwork: NetworkOpener = async (_path, options) => {
    const provider = String(options.executionProviders?.[0]);
    const { opening, running, releasing, fromRun = 1 } = faults[provider] ?? {};
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

it('uses the first provider that opens the model', async () => {
  const { open } = machine({ cuda: { opening: new Error('no libcudart') } });
  expect((await open('cuda', 'webgpu', 'cpu')).provider).toBe('webgpu');
  expect(warnings.pop()).toContain('no libcudart');
});

it('continues on the next provider when a device is lost during a song', async () => {
  const { open, runs, released } = machine({
    cuda: { fromRun: 3, running: new Error('CUDA error 719: device lost') },
  });
  const session = await open('cuda', 'webgpu', 'cpu');
  for (const n of [1, 2, 3, 4]) await session.run(segment(n));
  expect(runs).toEqual(['cuda 1', 'cuda 2', 'webgpu 3', 'webgpu 4']);
  expect([session.provider, released]).toEqual(['webgpu', ['cuda']]);
  expect(warnings.pop()).toContain('falling back');
});

it('falls back to the CPU when every GPU is out of memory', async () => {
  const running = new Error('Failed to allocate memory for requested buffer');
  const { open, runs } = machine({ cuda: { running }, webgpu: { fromRun: 2, running } });
  const session = await open('cuda', 'webgpu', 'cpu');
  for (const n of [1, 2, 3]) await session.run(segment(n));
  expect(runs).toEqual(['webgpu 1', 'cpu 2', 'cpu 3']);
});

it('falls back when the session of a lost device cannot be released', async () => {
  const { open, runs } = machine({
    cuda: { running: new Error('device lost'), releasing: new Error('device lost') },
  });
  await (await open('cuda', 'cpu')).run(segment(1));
  expect(runs).toEqual(['cpu 1']);
});

it('throws the error of the last provider', async () => {
  const { open } = machine({ cpu: { running: new Error('bad_alloc') } });
  const session = await open('cpu');
  await expect(session.run(segment(1))).rejects.toThrow('bad_alloc');
});

it('throws when there is no provider', async () => {
  await expect(machine({}).open()).rejects.toThrow('No execution provider is left');
});

it('releases the network when it is closed', async () => {
  const { open, released } = machine({});
  const session = await open('cpu');
  expect(released).toEqual([]);
  await session.close();
  expect(released).toEqual(['cpu']);
});

it('refuses and releases a network that does not match the manifest', async () => {
  const { released } = machine({});
  const openNetwork: NetworkOpener = async () => ({
    ...description,
    inputMetadata: [],
    run: async () => ({}),
    release: async () => void released.push('wrong'),
  });
  const options = { modelPath: 'x', manifest: tinyManifest, log, openNetwork };
  await expect(NetworkSession.open({ ...options, providers: ['cuda', 'cpu'] })).rejects.toThrow(
    'The model is not tiny',
  );
  expect(released).toEqual(['wrong']);
});

it('runs a network of HTDemucs’ shape in ONNX Runtime', async () => {
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

it('checks a network of ONNX Runtime against the manifest', async () => {
  const modelPath = join(await temporaryFolder(), 'model.onnx');
  writeFileSync(modelPath, tinyNetwork(tinyManifest));
  const options = { modelPath, providers: ['cpu'], log };
  await expect(NetworkSession.open({ ...options, manifest: htdemucs })).rejects.toThrow(
    'input is [1, 2, 8192], not [1, 2, 343980]',
  );
});

/** Opens a network with a dynamic batch dimension and returns the options that ONNX Runtime gets. */
async function ortOptionsOf(options: Partial<SessionOptions>) {
  const allOptions: Parameters<NetworkOpener>[1][] = [];
  const openNetwork: NetworkOpener = async (_path, given) => {
    allOptions.push(given);
    return { ...dynamicDescription, run: async (x) => x, release: async () => {} };
  };
  const session = await NetworkSession.open({
    ...{ modelPath: 'x', manifest: tinyManifest, providers: ['cuda'], log, openNetwork },
    ...options,
  });
  return { batch: session.batch, ortOptions: allOptions[0]! };
}

it('fixes the batch dimension only for one segment per call', async () => {
  const one = await ortOptionsOf({});
  expect(one.batch).toBe(1);
  expect(one.ortOptions.freeDimensionOverrides).toEqual({ batch: 1 });
  const four = await ortOptionsOf({ batchFor: async () => 4 });
  expect(four.batch).toBe(4);
  expect(four.ortOptions).not.toHaveProperty('freeDimensionOverrides');
});

it('uses every core by default, no arena, and flushes denormals to zero', async () => {
  const { ortOptions } = await ortOptionsOf({});
  expect(ortOptions).toMatchObject({
    executionProviders: ['cuda'],
    intraOpNumThreads: availableParallelism(),
    enableCpuMemArena: false,
    enableMemPattern: false,
    extra: { session: { set_denormal_as_zero: '1' } },
  });
  const limited = await ortOptionsOf({ threads: 3 });
  expect(limited.ortOptions.intraOpNumThreads).toBe(3);
});

// Messages as ONNX Runtime's arena, CUDA, cuBLAS, cuDNN and C++ write them.
it.each([
  'Failed to allocate memory for requested buffer of size 268435456',
  'CUDA failure 2: out of memory',
  'CUBLAS_STATUS_ALLOC_FAILED',
  'cudaErrorMemoryAllocation: OUT_OF_MEMORY',
  'std::bad_alloc',
])('halves the batch after "%s"', async (message) => {
  let failures = 0;
  const { session, sizes } = await openBatched(() => {
    if (++failures === 1) throw new Error(message);
  });
  await session.run(segments(4));
  expect(sizes).toEqual([4, 2, 2]);
  expect(session.batch).toBe(2);
});

it('halves an odd batch to the smaller half', async () => {
  let failures = 0;
  const { session, sizes } = await openBatched(() => {
    if (++failures === 1) throw new Error('out of memory');
  }, 5);
  const results = await session.run(segments(5));
  // Padded to 2, 2 and 2; the padding is removed again.
  expect(sizes).toEqual([5, 2, 2, 2]);
  expect(results.segment?.dims).toEqual([5]);
});

it('does not halve the batch after another error', async () => {
  const { session } = await openBatched(() => {
    throw new Error('device lost');
  });
  await expect(session.run(segments(4))).rejects.toThrow('device lost');
  expect(session.batch).toBe(4);
});

const segments = (count: number) => ({
  segment: new Tensor('float32', new Float32Array(count), [count]),
});

/** A session on one provider; `onRun` may throw. Records the batch size of each run. */
async function openBatched(onRun: () => void, batch = 4) {
  const sizes: number[] = [];
  const openNetwork: NetworkOpener = async () => ({
    ...dynamicDescription,
    async run(inputs) {
      sizes.push(inputs.segment!.dims[0]!);
      onRun();
      return inputs;
    },
    release: async () => {},
  });
  const session = await NetworkSession.open({
    ...{ modelPath: 'x', manifest: tinyManifest, providers: ['cuda'], log, openNetwork },
    batchFor: async () => batch,
  });
  return { session, sizes };
}
