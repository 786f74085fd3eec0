import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { z } from 'zod';
import { importInstrumenterModule } from './instrumenter-module.ts';

/** A random choice of mutants that is the same on each run. */
export interface MutantSample {
  /** Probability, 0 to 1, that a mutant is kept. */
  readonly share: number;
  readonly seed: number;
  /** Folder that file names count from, so that each checkout chooses the same mutants. */
  readonly root: string;
}

const position = z.object({ line: z.number(), column: z.number() });

/** What identifies a mutant, as Stryker reports it. */
const sampledMutant = z.looseObject({
  fileName: z.string(),
  location: z.object({ start: position, end: position }),
  mutatorName: z.string(),
  replacement: z.string(),
});
export type SampledMutant = z.infer<typeof sampledMutant>;

const instrumented = z.looseObject({ mutants: z.array(sampledMutant) });

/**
 * Makes Stryker try only a sample. The others do not count: its reports do not list them. Code is
 * mutated twice, because Stryker drops some mutants by comparing them with all others beside them.
 */
export async function sampleMutants(sample: MutantSample): Promise<void> {
  const { Instrumenter } = await importInstrumenterModule('dist/src/instrumenter.js');
  if (typeof Instrumenter !== 'function') throw new Error('Stryker has no instrumenter');
  const original = Instrumenter.prototype.instrument;
  Instrumenter.prototype.instrument = async function (...parameters: unknown[]) {
    const all = instrumented.parse(await original.apply(this, parameters)).mutants;
    const sampled = all.filter((mutant) => isInSample(mutant, sample));
    console.log(`${sampled.length} of ${all.length} mutants are in the sample.`);
    const chosen = new Set(sampled.map((mutant) => identityOf(mutant, sample)));
    const isChosen = (mutant: SampledMutant) => chosen.has(identityOf(mutant, sample));
    await placeOnly(isChosen);
    const { mutants, ...files } = instrumented.parse(await original.apply(this, parameters));
    return { ...files, mutants: mutants.filter(isChosen) };
  };
}

/**
 * Keeps the other mutants out of the code. Each one in it costs time wherever it is, also while another
 * is tried: loops over samples of sound would be ten times as slow.
 */
async function placeOnly(isChosen: (mutant: SampledMutant) => boolean): Promise<void> {
  const { MutantCollector } = await importInstrumenterModule(
    'dist/src/transformers/mutant-collector.js',
  );
  if (typeof MutantCollector !== 'function') throw new Error('Stryker has no list of mutants');
  const original = MutantCollector.prototype.collect;
  MutantCollector.prototype.collect = function (...parameters: unknown[]) {
    const mutant = original.apply(this, parameters);
    if (!isChosen(sampledMutant.parse(mutant.toApiMutant()))) {
      mutant.ignoreReason = 'not in the sample';
    }
    return mutant;
  };
}

/** Whether a mutant is in a sample. Only the mutant decides, so a change in one file leaves the choice in all others. */
export function isInSample(mutant: SampledMutant, sample: MutantSample): boolean {
  const identity = `${sample.seed} ${identityOf(mutant, sample)}`;
  const hash = createHash('sha256').update(identity).digest();
  return hash.readUInt32BE() < sample.share * 2 ** 32;
}

function identityOf(mutant: SampledMutant, { root }: MutantSample): string {
  const { fileName, location, mutatorName, replacement } = mutant;
  const { start, end } = location;
  const range = [start.line, start.column, end.line, end.column];
  return JSON.stringify([relative(root, fileName), ...range, mutatorName, replacement]);
}
