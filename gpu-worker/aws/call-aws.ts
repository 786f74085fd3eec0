import { machineFailureOf } from '../health/classify-machine-failure.ts';

/**
 * Runs a call to AWS and classifies its error.
 * @throws {MachineFailure} when AWS does not answer or refuses this worker. Other errors pass through:
 * they are about the request, or they are the reason of an abort.
 */
export async function callAws<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const failure = machineFailureOf(error);
    throw failure.fault === 'unknown' ? error : failure;
  }
}
