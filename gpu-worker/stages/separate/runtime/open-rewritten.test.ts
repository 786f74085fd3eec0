import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { htdemucs } from '../model/model-manifest.ts';
import type { NetworkOpener } from './open-network.ts';
import { rewritingOpener } from './open-rewritten.ts';

/** Opens a file that is not a network. `cached` are the names of rewritten models in the cache. */
async function openBroken(
  provider: string,
  {
    manifest = htdemucs,
    cached = [] as readonly string[],
    openvinoPrecision = 'bfloat16' as 'bfloat16' | 'float32',
  } = {},
) {
  const folder = await temporaryFolder();
  const modelPath = join(folder, 'original.onnx');
  writeFileSync(modelPath, 'not a network');
  const cacheDir = await temporaryFolder();
  for (const name of cached) writeFileSync(join(cacheDir, name), 'weights');
  const opened: { file: string; hasArena: boolean | undefined }[] = [];
  const warnings: string[] = [];
  const open: NetworkOpener = async (path, { enableCpuMemArena }) => {
    opened.push({ file: basename(path), hasArena: enableCpuMemArena });
    return { inputMetadata: [], outputMetadata: [], run: async (x) => x, release: async () => {} };
  };
  const log = pino({}, { write: (line: string) => warnings.push(line) });
  const variant = { precision: 'int7', voiceOnly: true, openvinoPrecision } as const;
  const opener = rewritingOpener(manifest, open, { log, cacheDir, ...variant });
  await opener(modelPath, { executionProviders: [provider], enableCpuMemArena: false });
  return { opened, warnings, left: () => readdirSync(cacheDir) };
}

describe('rewritingOpener', () => {
  it.each([
    ['cpu', 'vocals-cpu-int7', true],
    ['openvino', 'vocals-openvino-int8-weights', true],
    ['cuda', 'vocals-gpu-float32', false],
    ['webgpu', 'vocals-gpu-float32', false],
  ])('on %s opens %s, CPU memory arena: %s', async (provider, kind, hasArena) => {
    const file = `${htdemucs.sha256}.${kind}-6.onnx`;
    const { opened, warnings } = await openBroken(provider, { cached: [file] });
    expect(opened).toEqual([{ file, hasArena }]);
    expect(warnings).toEqual([]);
  });

  it('keeps all bits of the weights for OpenVINO in float32', async () => {
    const file = `${htdemucs.sha256}.vocals-openvino-float32-6.onnx`;
    const cache = { cached: [file], openvinoPrecision: 'float32' } as const;
    expect((await openBroken('openvino', cache)).opened).toEqual([{ file, hasArena: true }]);
  });

  it.each(['cpu', 'cuda'])('opens the original on %s when rewriting fails', async (provider) => {
    const { opened, warnings, left } = await openBroken(provider);
    expect(opened).toEqual([{ file: 'original.onnx', hasArena: false }]);
    expect(warnings.join()).toContain('could not be rewritten');
    expect(left()).toEqual([]);
  });

  it('leaves a model that cannot be rewritten to the provider after OpenVINO', async () => {
    await expect(openBroken('openvino')).rejects.toThrow();
  });

  it('opens other models unchanged', async () => {
    const manifest = { ...htdemucs, sha256: '0'.repeat(64) };
    const { opened, warnings } = await openBroken('cpu', { manifest });
    expect(opened).toEqual([{ file: 'original.onnx', hasArena: false }]);
    expect(warnings).toEqual([]);
  });
});
