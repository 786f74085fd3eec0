/** Runs a step and prints its result and duration on one line. */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now();
  const print = (mark: string): void => {
    console.log(`${mark} ${title} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
  };
  try {
    const result = await work();
    print('✓');
    return result;
  } catch (error) {
    print('✗');
    throw error;
  }
}
