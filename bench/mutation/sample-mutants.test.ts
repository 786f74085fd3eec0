import { expect, test } from 'vitest';
import { isInSample, type MutantSample, type SampledMutant } from './sample-mutants.ts';

const tenth: MutantSample = { share: 0.1, seed: 1, root: '/checkout' };
const mutants = Array.from({ length: 2000 }, (_, line) => mutantOf(line));

test('a tenth of the mutants is in a sample of a tenth', () => {
  const count = chosenBy(tenth).length;
  expect(count).toBeGreaterThan(140);
  expect(count).toBeLessThan(260);
});

test('all mutants are in a sample of one', () => {
  expect(chosenBy({ ...tenth, share: 1 })).toHaveLength(2000);
});

test('another checkout chooses the same mutants', () => {
  const elsewhere = mutants.filter((mutant) =>
    isInSample({ ...mutant, fileName: '/other/shared/pitch.ts' }, { ...tenth, root: '/other' }),
  );
  const lines = (all: readonly SampledMutant[]) => all.map(({ location }) => location.start.line);
  expect(lines(elsewhere)).toEqual(lines(chosenBy(tenth)));
});

test('another seed chooses other mutants', () => {
  const first = new Set(chosenBy(tenth));
  const both = chosenBy({ ...tenth, seed: 2 }).filter((mutant) => first.has(mutant));
  expect(both.length).toBeLessThan(60);
});

test('replacements of the same code are chosen one by one', () => {
  const other = mutants.map((mutant) => ({ ...mutant, replacement: 'false' }));
  const chosen = mutants.map((mutant) => isInSample(mutant, tenth));
  expect(other.map((mutant) => isInSample(mutant, tenth))).not.toEqual(chosen);
});

function chosenBy(sample: MutantSample): SampledMutant[] {
  return mutants.filter((mutant) => isInSample(mutant, sample));
}

function mutantOf(line: number): SampledMutant {
  return {
    fileName: '/checkout/shared/pitch.ts',
    location: { start: { line, column: 4 }, end: { line, column: 9 } },
    mutatorName: 'ConditionalExpression',
    replacement: 'true',
  };
}
