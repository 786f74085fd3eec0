import { SetupProblem } from './step.mjs';

const minMajor = 20;

/**
 * Checks the user's Node, which only runs the set-up.
 * @throws {SetupProblem} if it is too old.
 */
export function checkNodeVersion(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= minMajor) return;
  throw new SetupProblem(
    `Node ${version} is too old: My Pitch needs Node ${minMajor} or newer.`,
    'Install it from https://nodejs.org or with your package manager, then run this again.',
  );
}
