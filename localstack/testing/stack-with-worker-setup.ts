import type { TestProject } from 'vitest/node';
import { openTestStack } from './open-test-stack.ts';

/** Deploys the local stack with pages and one worker. */
export default async function setup(project: TestProject) {
  const stack = await openTestStack({ pages: true, worker: true });
  project.provide('stack', stack.context);
  return stack.close;
}
