/** A problem that the user has to solve before the set-up can continue. */
export class SetupProblem extends Error {
  /**
   * @param {string} reason what is wrong
   * @param {string} advice what to do about it
   */
  constructor(reason, advice) {
    super(`${reason}\n${advice}`);
    this.name = 'SetupProblem';
  }
}

/**
 * Runs one step of the set-up and prints its result and duration to stderr, because scripts may read
 * stdout.
 * @param {string} title
 * @param {() => Promise<void>} work
 */
export async function setupStep(title, work) {
  const startMs = performance.now();
  try {
    await work();
  } catch (error) {
    console.error(`✗ ${title}`);
    throw error;
  }
  console.error(`✓ ${title} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
}
