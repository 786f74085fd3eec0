import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs the tests beside the mutated file first. A run ends with the first test that fails, and the test
 * beside a file detects most of its mutants.
 */
export class NearestTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const mutated = this.ctx.config.related?.[0] ?? '';
    return files.toSorted(
      (a, b) => commonLength(b.moduleId, mutated) - commonLength(a.moduleId, mutated),
    );
  }
}

/** The number of characters with which two paths begin alike. */
function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
