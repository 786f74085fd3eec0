import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import { findOpenvinoLibrary } from './find-openvino.ts';

const inEnvironment =
  '.venv-openvino/lib/python3.12/site-packages/openvino/libs/libopenvino_c.so.2640';
const inImage = 'openvino/libs/libopenvino_c.so.2640';

async function rootWith(...files: readonly string[]): Promise<string> {
  const root = await temporaryFolder();
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

it.each([
  ['the Python environment', [inEnvironment, inImage], inEnvironment],
  ['the image', ['openvino/libs/libopenvino.so.2640', inImage], inImage],
])('finds the library of %s', async (_place, files, expected) => {
  const root = await rootWith(...files);
  expect(findOpenvinoLibrary('', root)).toBe(join(root, expected));
});

it('prefers the named library, even a missing one', async () => {
  const root = await rootWith(inImage);
  expect(findOpenvinoLibrary('/else/libopenvino_c.so', root)).toBe('/else/libopenvino_c.so');
});

it('finds nothing without any, or if the name is empty', async () => {
  expect(findOpenvinoLibrary('', await rootWith('openvino/libs/readme'))).toBeUndefined();
});
