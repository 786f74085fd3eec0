import type { TestProject } from 'vitest/node';
import { openTestStack } from './open-test-stack.ts';

/** The deployed local stack with pages and one worker: the product as a browser sees it. */
export default async function setup(project: TestProject) {
  const stack = await openTestStack({ pages: true, worker: true });
  project.provide('stack', stack.context);
  return stack.close;
}
