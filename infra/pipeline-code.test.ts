import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipelineVersionOf } from '@my-pitch/shared/pipeline-version';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipelineCode } from './pipeline-code.ts';
import { synthesise } from './testing/synthesise.ts';

describe('the hash of the pipeline’s code', () => {
  let root: string;
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const hash = () => pipelineCode(root, ['package-lock.json', 'stages']);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pipeline-code-'));
    mkdirSync(join(root, 'stages/notes/testing'), { recursive: true });
    write('package-lock.json', '{}');
    write('stages/notes/find-notes.ts', 'one');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    ['a stage changes', 'stages/notes/find-notes.ts'],
    ['a stage gets a file', 'stages/notes/note-network.onnx'],
    ['a dependency changes', 'package-lock.json'],
  ])('changes when %s', (_name, path) => {
    const before = hash();
    write(path, 'two');
    expect(hash()).not.toBe(before);
  });

  it.each(['stages/notes/find-notes.test.ts', 'stages/notes/testing/random-song.ts'])(
    'does not change with %s',
    (path) => {
      const before = hash();
      write(path, 'two');
      expect(hash()).toBe(before);
    },
  );
});

/** The environment of each function and container that has this variable. */
function valuesOf(variable: string, context: Readonly<Record<string, string>>): readonly string[] {
  const template = synthesise({ target: 'aws', context });
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }) => Properties.Environment?.Variables?.[variable],
  );
  const tasks = Object.values(template.findResources('AWS::ECS::TaskDefinition')).map(
    ({ Properties }) =>
      Properties.ContainerDefinitions[0].Environment.find(
        ({ Name }: { Name: string }) => Name === variable,
      )?.Value,
  );
  return [...functions, ...tasks].filter((value) => value !== undefined);
}

it.each([
  ['the bundled model', {}, undefined],
  [
    'another model',
    { modelSource: 'https://models.example/a.onnx', modelSha256: 'd'.repeat(64) },
    'd'.repeat(64),
  ],
])('functions expect the version that workers with %s write', (_name, context, modelSha256) => {
  const [code, ...otherCodes] = new Set(valuesOf('PIPELINE_CODE', context));
  const [version, ...otherVersions] = new Set(valuesOf('PIPELINE_VERSION', context));
  expect([otherCodes, otherVersions]).toEqual([[], []]);
  expect(version).toBe(pipelineVersionOf({ code, modelSha256 }));
});
