import {
  type FailureCode,
  failureCodeOfFault,
  JobFailure,
  type MachineFailure,
  type MachineFault,
} from '@my-pitch/shared/errors';
import { machineFailureOf } from '../health/classify-machine-failure.ts';

export interface Diagnosis {
  /** Whose doing a failure is. `either`: a probe of the machine has to tell. */
  readonly blame: 'song' | 'machine' | 'either';
  /** The code with which the job fails if this was its last chance. */
  readonly code: FailureCode;
  readonly error: JobFailure | MachineFailure;
}

/** Failures that a healthy machine may meet with some songs, and a sick one with every song. */
const ambiguousCodes: ReadonlySet<FailureCode> = new Set([
  'out-of-memory',
  'timed-out',
  'internal-error',
]);
const ambiguousFaults: ReadonlySet<MachineFault> = new Set(['out-of-memory', 'unknown']);

/** Tells from what an attempt threw whose doing it is. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof JobFailure) {
    const { code } = error;
    return { blame: ambiguousCodes.has(code) ? 'either' : 'song', code, error };
  }
  const failure = machineFailureOf(error);
  const blame = ambiguousFaults.has(failure.fault) ? 'either' : 'machine';
  return { blame, code: failureCodeOfFault(failure.fault), error: failure };
}
