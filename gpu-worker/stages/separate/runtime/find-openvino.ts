import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const repositoryRoot = join(import.meta.dirname, '../../../..');

/**
 * The path of OpenVINO's C library: the one that `OPENVINO_LIBRARY` names, that of the Python environment
 * which the set-up creates, or that of the worker's image. A named path is returned unchecked, so that a
 * mistake shows when it is opened.
 * @param root the folder of the repository, or of the product in the image; tests use another.
 */
export function findOpenvinoLibrary(
  named = process.env.OPENVINO_LIBRARY,
  root = repositoryRoot,
): string | undefined {
  if (named) return named;
  const environment = join(root, '.venv-openvino/lib');
  const packages = namesIn(environment).map((python) =>
    join(environment, python, 'site-packages/openvino/libs'),
  );
  return [...packages, join(root, 'openvino/libs')].flatMap(librariesIn)[0];
}

function librariesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.startsWith('libopenvino_c.so'))
    .map((name) => join(folder, name));
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
