import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  noise,
  readAll,
  temporaryFolder,
  writeStereo,
} from '../../../audio/testing/audio-fixtures.ts';
import { writeOnnx } from '../../../onnx/testing/onnx-writer.ts';
import { Tensor } from '../../../onnx-runtime/onnx-runtime.ts';
import { loadSeparator } from '../load-separator.ts';
import { expectedShapes } from '../model/model-shapes.ts';
import { openSeparator } from '../process/child-process-separator.ts';
import { tinyManifest } from '../testing/tiny-model.ts';
import { findOpenvinoLibrary } from './find-openvino.ts';
import { openOnnxRuntime } from './open-network.ts';
import { openOpenvino } from './open-openvino.ts';
import { OpenvinoLibrary } from './openvino-library.ts';

const tinyModel = join(import.meta.dirname, '../testing/tiny-model');
const modelSource = join(tinyModel, 'model.json');
const networkPath = join(tinyModel, 'model.onnx');
const shapes = new Map(
  Object.values(tinyManifest.inputs).map(
    (name) => [name, expectedShapes(tinyManifest).get(name)!] as const,
  ),
);
const inputs = Object.fromEntries(
  [...shapes].map(([name, shape], seed) => {
    const values = noise(
      shape.reduce((a, b) => a * b),
      seed,
    );
    return [name, new Tensor('float32', values, shape)];
  }),
);
const { signal } = new AbortController();
const wanted = { preset: 'balanced', stems: 'two', signal } as const;

afterEach(() => vi.unstubAllEnvs());

/** Separates noise with a tiny network; with the log lines and the bytes of the voice. */
async function separateWith(executionProviders: readonly string[]) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const separator = await loadSeparator({ modelSource, log, executionProviders, threads: 1 });
  const folder = await temporaryFolder();
  const mixture = await writeStereo(join(folder, 'in.f32'), noise(2 * 20_000));
  const { vocals } = await separator.separate(mixture, folder, wanted);
  const { provider, engine } = separator;
  await separator.close();
  return { vocals: await readAll(vocals), provider, engine, lines };
}

describe('a library that cannot be used', () => {
  it.each([
    ['is missing', 'none.so', undefined],
    ['is no library', 'text.so', 'text'],
  ])('leaves the song to ONNX Runtime when it %s', async (_problem, name, content) => {
    const path = join(await temporaryFolder(), name);
    if (content !== undefined) writeFileSync(path, content);
    vi.stubEnv('OPENVINO_LIBRARY', path);
    const { engine, lines } = await separateWith(['openvino']);
    expect(engine).toBe('onnxruntime-node float32');
    expect(lines[0]).toMatchObject({
      msg: 'provider does not open the model, falling back',
      provider: 'openvino',
    });
  });

  it('leaves the song to ONNX Runtime when it has no functions of OpenVINO', async () => {
    const runtime = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
    const folder = join(dirname(runtime), 'bin/napi-v6', process.platform, process.arch);
    const library = readdirSync(folder).find((name) => name.includes('onnxruntime.'));
    vi.stubEnv('OPENVINO_LIBRARY', join(folder, library!));
    expect((await separateWith(['openvino'])).engine).toBe('onnxruntime-node float32');
  });
});

const libraryPath = findOpenvinoLibrary();
const options = { libraryPath: libraryPath ?? '', precision: 'float32', threads: 1 } as const;

describe.skipIf(libraryPath === undefined)('OpenVINO (needs OPENVINO_LIBRARY)', () => {
  it('computes what ONNX Runtime computes', async () => {
    const reference = await openOnnxRuntime(networkPath, { executionProviders: ['cpu'] });
    const expected = await reference.run(inputs);
    await reference.release();
    const network = await openOpenvino(networkPath, shapes, options);
    const results = await network.run(inputs);
    await network.release();
    expect(Object.keys(results).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { data, dims }] of Object.entries(expected)) {
      expect(results[name]!.dims).toEqual(dims);
      const found = results[name]!.data as Float32Array;
      expect(found.every((x, i) => Math.abs(x - Number(data[i])) < 1e-6)).toBe(true);
    }
  });

  it('keeps a result when the next one is computed', async () => {
    const network = await openOpenvino(networkPath, shapes, options);
    const first = (await network.run(inputs))[tinyManifest.outputs.waveforms]!.data.slice();
    const kept = (await network.run(inputs))[tinyManifest.outputs.waveforms]!;
    const silence = Object.entries(inputs).map(([name, { data, dims }]) => [
      name,
      new Tensor('float32', new Float32Array(data.length), dims),
    ]);
    await network.run(Object.fromEntries(silence));
    await network.release();
    expect(kept.data).toEqual(first);
  });

  it('refuses an input of another length', async () => {
    const network = await openOpenvino(networkPath, shapes, options);
    const name = tinyManifest.inputs.waveform;
    const short = { ...inputs, [name]: new Tensor('float32', new Float32Array(2), [1, 2, 1]) };
    await expect(network.run(short)).rejects.toThrow(`${name} needs 16384 float32 values`);
    await network.release();
  });

  it('says why a file does not open', async () => {
    const path = join(await temporaryFolder(), 'no-network.onnx');
    writeFileSync(path, 'no network');
    await expect(openOpenvino(path, shapes, options)).rejects.toThrow(
      /OpenVINO failed \(ov_core_read_model, status -\d+\): .*no-network\.onnx/s,
    );
  });

  it('says why a network is not supported', async () => {
    const path = join(await temporaryFolder(), 'unsupported.onnx');
    const nodes = [{ operator: 'NoSuchOperator', inputs: ['in'], outputs: ['out'] }];
    const [inputs, outputs] = ['in', 'out'].map((name) => [{ name, shape: [1, 2] }]);
    writeFileSync(
      path,
      writeOnnx({ name: 'unsupported', inputs: inputs!, outputs: outputs!, constants: [], nodes }),
    );
    const given = new Map([['in', [1, 2]]]);
    await expect(openOpenvino(path, given, options)).rejects.toThrow(/NoSuchOperator/);
  });

  it('refuses a library of another version', () => {
    expect(() => new OpenvinoLibrary(options.libraryPath, '1999.')).toThrow(
      /OpenVINO 2026\.\S+ is not supported, only 1999\.x/,
    );
  });

  it('separates a song, twice with the same bytes, and logs what computes and why', async () => {
    const first = await separateWith(['openvino']);
    expect(first.provider).toBe('openvino');
    expect(first.engine).toMatch(/^openvino (float32|bfloat16)$/);
    expect(first.lines[0]).toMatchObject({ engine: first.engine, why: 'the settings name it' });
    const second = await separateWith(['openvino']);
    expect(second.vocals).toEqual(first.vocals);
  });

  it('agrees with ONNX Runtime on a song', async () => {
    const [ours, reference] = [await separateWith(['openvino']), await separateWith(['cpu'])];
    expect(reference.engine).toBe('onnxruntime-node float32');
    // A bfloat16 has eight bits.
    const tolerance = ours.engine === 'openvino float32' ? 1e-5 : 1e-2;
    expect(ours.vocals.every((x, i) => Math.abs(x - reference.vocals[i]!) < tolerance)).toBe(true);
  });

  it('obeys a cancellation in the separation process', async () => {
    const separator = await openSeparator({
      ...{ logLevel: 'silent', logTo: 2, modelSource, threads: 1 },
      executionProviders: ['openvino'],
    });
    expect(separator.provider).toBe('openvino');
    const folder = await temporaryFolder();
    const mixture = await writeStereo(join(folder, 'in.f32'), noise(2 * 60_000));
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const separation = separator.separate(mixture, folder, {
      ...{ ...wanted, signal: stop.signal },
      onProgress: () => stop.abort(reason),
    });
    await expect(separation).rejects.toBe(reason);
    const { vocals } = await separator.separate(mixture, folder, wanted);
    expect(vocals.frames).toBe(60_000);
    await separator.close();
  });
});
