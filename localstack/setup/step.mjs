/** Something that a person has to do before this can go on. */
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
 * Does one part of the set-up and prints one line with its time, to stderr, for stdout may belong
 * to a script that reads it.
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
