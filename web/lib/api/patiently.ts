import { ApiProblem } from './api-client.ts';
import { backoffSeconds, withJitter } from './jitter.ts';

/** After this long the server has been busy for too long, and the user should know. */
const maxWaitSeconds = 120;

/**
 * Repeats a request while the server answers that it is busy.
 * @throws every other error, and that answer once waiting on would take more than two minutes.
 */
export async function patiently<Result>(request: () => Promise<Result>): Promise<Result> {
  let waitedSeconds = 0;
  for (let times = 0; ; times += 1) {
    try {
      return await request();
    } catch (error) {
      const seconds = withJitter(busySeconds(error) ?? backoffSeconds(times));
      if (!isBusy(error) || waitedSeconds + seconds > maxWaitSeconds) throw error;
      waitedSeconds += seconds;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

/** Whether the server did not accept a request for now. */
function isBusy(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && [429, 502, 503, 504].includes(error.problem.status);
}

/** How long a busy server wants to be left alone; `undefined` if it does not say, and for other errors. */
export function busySeconds(error: unknown): number | undefined {
  return isBusy(error) ? error.problem.retryAfterSeconds : undefined;
}
