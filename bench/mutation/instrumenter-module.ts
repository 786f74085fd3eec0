import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads an inner module of the installed Stryker, whose number `package.json` pins. */
export async function importInstrumenterModule(path: string): Promise<Record<string, unknown>> {
  const require = createRequire(import.meta.url);
  const instrumenter = createRequire(require.resolve('@stryker-mutator/core')).resolve(
    '@stryker-mutator/instrumenter/package.json',
  );
  return await import(pathToFileURL(join(dirname(instrumenter), path)).href);
}
