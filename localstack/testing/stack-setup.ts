import type { TestProject } from 'vitest/node';
import { openTestStack } from './open-test-stack.ts';

/** Deploys the local stack without pages and workers; tests start their own workers. */
export default async function setup(project: TestProject) {
  const stack = await openTestStack({ pages: false, worker: false });
  project.provide('stack', stack.context);
  return stack.close;
}
