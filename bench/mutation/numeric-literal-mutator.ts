import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The part of a Babel path that is looked at. */
interface AstPath {
  readonly node: { readonly type: string; readonly value?: unknown };
  readonly key: string | number | null;
  readonly parent: { readonly type: string };
}

/** Types and names of properties are no values that code computes with. */
const skippedParents: readonly string[] = ['TSLiteralType', 'TSEnumMember'];

/** Doubles each number; 0 becomes 1. Stryker itself mutates operators and conditions, but no numbers. */
const numericLiteralMutator = {
  name: 'NumericLiteral',
  *mutate({ node, key, parent }: AstPath) {
    if (node.type !== 'NumericLiteral' || typeof node.value !== 'number') return;
    if (key === 'key' || skippedParents.includes(parent.type)) return;
    yield { type: 'NumericLiteral', value: node.value === 0 ? 1 : 2 * node.value };
  },
};

/**
 * Adds the mutator to Stryker, which has no plugin for this: it is put into the list of the installed
 * version, whose number `package.json` pins.
 */
export async function addNumericLiteralMutator(): Promise<void> {
  const require = createRequire(import.meta.url);
  const instrumenter = createRequire(require.resolve('@stryker-mutator/core')).resolve(
    '@stryker-mutator/instrumenter/package.json',
  );
  const list = join(dirname(instrumenter), 'dist/src/mutators/mutate.js');
  const { allMutators }: { allMutators?: unknown } = await import(pathToFileURL(list).href);
  if (!Array.isArray(allMutators)) throw new Error(`No list of mutators in ${list}`);
  allMutators.push(numericLiteralMutator);
}
