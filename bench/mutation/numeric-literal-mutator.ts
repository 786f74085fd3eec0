import { importInstrumenterModule } from './instrumenter-module.ts';

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

/** Adds the mutator to Stryker's list, because Stryker has no plugin for mutators. */
export async function addNumericLiteralMutator(): Promise<void> {
  const { allMutators } = await importInstrumenterModule('dist/src/mutators/mutate.js');
  if (!Array.isArray(allMutators)) throw new Error('Stryker has no list of mutators');
  allMutators.push(numericLiteralMutator);
}
