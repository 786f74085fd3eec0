import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { addCounts, type Counts } from './counts.ts';

/** Writes the numbers of passed, failed and skipped tests to the file named by `MY_PITCH_TEST_REPORT`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const path = process.env.MY_PITCH_TEST_REPORT;
    if (!path) throw new Error('MY_PITCH_TEST_REPORT is not set');
    const outside: Counts = { passed: 0, failed: errors.length, skipped: 0 };
    const counts = modules.map(countTests).reduce(addCounts, outside);
    writeFileSync(path, JSON.stringify(counts));
  }
}

function countTests(module: TestModule): Counts {
  const states = Array.from(module.children.allTests(), (test) => test.result().state);
  const count = (state: string) => states.filter((candidate) => candidate === state).length;
  const failed = count('failed');
  return {
    passed: count('passed'),
    // A file that does not load counts as a failure although none of its tests ran.
    failed: failed === 0 && module.state() === 'failed' ? 1 : failed,
    skipped: count('skipped') + count('pending'),
  };
}
