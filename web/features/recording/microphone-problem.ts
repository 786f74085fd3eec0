export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'unsupported';

/** Why a microphone could not be opened, by the names that browsers give to it. */
export function microphoneProblemOf(error: unknown): MicrophoneProblem {
  // Safari's OverconstrainedError is no DOMException.
  const name = error instanceof Object && 'name' in error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotSupportedError') return 'unsupported';
  return 'busy';
}
