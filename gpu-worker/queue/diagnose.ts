import {
  type FailureCode,
  failureCodeOfFault,
  JobFailure,
  type MachineFailure,
  type MachineFault,
} from '@my-pitch/shared/errors';
import { machineFailureOf } from '../health/classify-machine-failure.ts';

export interface Diagnosis {
  /** What caused the failure. `either`: only a probe of the machine can decide. */
  readonly blame: 'song' | 'machine' | 'either';
  /** The code with which the job fails if no attempt is left. */
  readonly code: FailureCode;
  readonly error: JobFailure | MachineFailure;
}

/** A healthy machine has these failures with some songs, an unhealthy one with every song. */
const ambiguousCodes: ReadonlySet<FailureCode> = new Set([
  'out-of-memory',
  'timed-out',
  'internal-error',
]);
const ambiguousFaults: ReadonlySet<MachineFault> = new Set(['out-of-memory', 'unknown']);

/** Decides by the error of an attempt whether the song or the machine caused it. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof JobFailure) {
    const { code } = error;
    return { blame: ambiguousCodes.has(code) ? 'either' : 'song', code, error };
  }
  const failure = machineFailureOf(error);
  const blame = ambiguousFaults.has(failure.fault) ? 'either' : 'machine';
  return { blame, code: failureCodeOfFault(failure.fault), error: failure };
}
