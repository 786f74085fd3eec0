import { type FailureCode, JobFailure } from '@my-pitch/shared/errors';
import { maxReceiveCount } from '@my-pitch/shared/limits';

/** Failures that another attempt, perhaps on another machine, may not meet. */
const passing: ReadonlySet<FailureCode> = new Set(['out-of-memory', 'timed-out', 'internal-error']);

/** How ONNX Runtime and its execution providers word a failed allocation. */
const outOfMemory =
  /out of memory|bad_alloc|failed to allocate|allocation (failed|failure)|CUDNN_STATUS_ALLOC_FAILED|CUBLAS_STATUS_ALLOC_FAILED|Array buffer allocation/i;

/**
 * The code with which a job fails for good after this error; `undefined` when the message should
 * go back to the queue instead, for another attempt or, after the last one, the dead-letter queue.
 */
export function failureOf(error: unknown, receiveCount: number): FailureCode | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const isLastAttempt = receiveCount >= maxReceiveCount;
  return passing.has(code) && !isLastAttempt ? undefined : code;
}

function codeOf(error: unknown): FailureCode | undefined {
  if (error instanceof JobFailure) return error.code;
  if (error instanceof Error && outOfMemory.test(error.message)) return 'out-of-memory';
  return undefined;
}
