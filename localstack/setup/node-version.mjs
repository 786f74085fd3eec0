import { SetupProblem } from './step.mjs';

const oldestMajor = 20;

/**
 * Checks the Node that a person has installed; it only has to carry the set-up.
 * @throws {SetupProblem} for one that is too old.
 */
export function checkNodeVersion(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= oldestMajor) return;
  throw new SetupProblem(
    `Node ${version} is too old: My Pitch needs Node ${oldestMajor} or newer.`,
    'Install it from https://nodejs.org or with your package manager, then run this again.',
  );
}
