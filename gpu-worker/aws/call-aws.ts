import { machineFailureOf } from '../health/classify-machine-failure.ts';

/**
 * Runs a call to AWS.
 * @throws {MachineFailure} when AWS cannot be reached, does not answer or refuses this worker. Every
 * other error stays what it is, for it says something about the request, or is the reason of a stop.
 */
export async function callAws<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const failure = machineFailureOf(error);
    throw failure.fault === 'unknown' ? error : failure;
  }
}
