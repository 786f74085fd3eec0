import { pino } from 'pino';
import { expect, it } from 'vitest';
import { noise, temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { fastestPrecision } from '../../../htdemucs-rewrites/fastest-precision.ts';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { locateModel } from '../model/locate-model.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import type { Variant } from '../model/rewritten-cache.ts';
import { type NetworkOpener, openOnnxRuntime } from './open-network.ts';
import { rewritingOpener } from './open-rewritten.ts';

const { path, manifest } = await locateModel({});
const warnings: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) });
const options = { enableCpuMemArena: false, enableMemPattern: false };
const size = (dims: readonly number[]) => dims.reduce((a, b) => a * b);

function joined(parts: readonly Float32Array[]): Float32Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Float32Array(length);
  for (const [i, part] of parts.entries()) whole.set(part, (i * length) / parts.length);
  return whole;
}

/** Network inputs [seeds.length, …]: one segment of noise per seed. */
function noises(...seeds: number[]): Record<string, Tensor> {
  const shapes = expectedShapes(manifest);
  const inputs = Object.values(manifest.inputs).map((name, input) => {
    const [, ...item] = shapes.get(name)!;
    const data = joined(seeds.map((seed) => noise(size(item), 2 * seed + input)));
    return [name, new Tensor('float32', data, [seeds.length, ...item])] as const;
  });
  return Object.fromEntries(inputs);
}

/** The network's outputs for each input. `variant` rewrites it for a provider; the CPU runs it. */
async function outputsOf(
  inputs: readonly Record<string, Tensor>[],
  variant?: Variant & { readonly provider: string },
): Promise<Float32Array[][]> {
  const cacheDir = await temporaryFolder();
  const onCpu: NetworkOpener = (file, given) =>
    openOnnxRuntime(file, { ...given, executionProviders: ['cpu'] });
  const open = variant
    ? rewritingOpener(manifest, onCpu, { log, cacheDir, openvinoPrecision: 'bfloat16', ...variant })
    : openOnnxRuntime;
  const network = await open(path, {
    ...options,
    executionProviders: [variant?.provider ?? 'cpu'],
  });
  const all: Float32Array[][] = [];
  for (const given of inputs) {
    const results = await network.run(given);
    all.push(Object.values(manifest.outputs).map((name) => results[name]!.data as Float32Array));
  }
  await network.release();
  return all;
}

/** The larger error of the network's two outputs, relative to the reference. */
function errorDb(reference: readonly Float32Array[], found: readonly Float32Array[]): number {
  const errors = reference.map((values, i) => {
    const other = found[i]!;
    expect(other.length).toBe(values.length);
    const [power, error] = values.reduce(
      ([p, e], x, j) => [p + x * x, e + (x - other[j]!) ** 2],
      [0, 0],
    );
    return 10 * Math.log10(error / power);
  });
  return Math.max(...errors);
}

const [all] = (await outputsOf([noises(0)])) as [Float32Array[]];
// The voice is the last of four sources.
const voice = all.map((x) => x.subarray((3 * x.length) / 4));

// Measured on music, in the vocals: −100 dB in floats and −47 dB in 8 bits.
it('computes what the original computes, and nearly so in 8 bits for the voice alone', async () => {
  const exact = { provider: 'cpu', precision: 'float32', voiceOnly: false } as const;
  const [same] = await outputsOf([noises(0)], exact);
  expect(errorDb(all, same!)).toBeLessThan(-80);
  const [near] = await outputsOf([noises(0)], {
    ...exact,
    ...{ precision: fastestPrecision(), voiceOnly: true },
  });
  expect(errorDb(voice, near!)).toBeLessThan(-20);
  const [openvino] = await outputsOf([noises(0)], {
    ...exact,
    ...{ provider: 'openvino', voiceOnly: true },
  });
  expect(errorDb(voice, openvino!)).toBeLessThan(-20);
  expect(warnings).toEqual([]);
});

it.each(['cpu', 'cuda'])(
  'computes two segments per call as it computes them one by one, rewritten for %s',
  async (provider) => {
    const variant = { provider, precision: 'float32', voiceOnly: true } as const;
    const [second, both] = await outputsOf([noises(1), noises(0, 1)], variant);
    const halves = [0, 1].map((half) =>
      both!.map((x) => x.subarray((half * x.length) / 2, ((half + 1) * x.length) / 2)),
    );
    expect(errorDb(voice, halves[0]!)).toBeLessThan(-80);
    expect(errorDb(second!, halves[1]!)).toBeLessThan(-100);
    expect(warnings).toEqual([]);
  },
);
