import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pipelineSources, pipelineVersionOf } from './pipeline-version.ts';

const sha256 = 'c'.repeat(64);

it('differs for other code, another model and another F0 tracker', () => {
  const versions = [
    pipelineVersionOf({ code: 'one' }),
    pipelineVersionOf({ code: 'two' }),
    pipelineVersionOf({
      code: 'one',
      modelSource: 'https://m.example/a.onnx',
      modelSha256: sha256,
    }),
    pipelineVersionOf({ code: 'one', pitchMethod: 'pyin' }),
  ];
  expect(versions).not.toContain(undefined);
  expect(new Set(versions).size).toBe(versions.length);
});

it('of a worker with the default tracker is that of the functions, which do not choose one', () => {
  expect(pipelineVersionOf({ code: 'one', pitchMethod: 'swift-f0' })).toBe(
    pipelineVersionOf({ code: 'one' }),
  );
});

it.each([
  ['code', { code: undefined }],
  ['model', { code: 'one', modelSource: '/models/mine.json' }],
])('is unknown without knowledge of the %s', (_name, pipeline) => {
  expect(pipelineVersionOf(pipeline)).toBeUndefined();
});

it.each(pipelineSources)('%s exists', (source) => {
  expect(existsSync(join(import.meta.dirname, '..', source))).toBe(true);
});
