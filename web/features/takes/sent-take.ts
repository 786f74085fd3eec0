import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { keepTake, type StoredTake, takesOf } from './stored-takes.ts';

type CompletedTake = Extract<JobView, { status: 'completed' }> & { readonly takeOf: JobId };

/** A take that was sent as a file, as the device remembers it: without sound, which is with its job. */
export function sentTake(view: CompletedTake, comparison: Comparison): StoredTake {
  return {
    id: view.jobId,
    jobId: view.jobId,
    songId: view.takeOf,
    recordedAt: view.createdAt,
    speed: comparison.tempoRatio,
    keyShiftSemitones: comparison.transposition.semitones,
    seconds: view.durationSeconds,
    comparison,
  };
}

/** Keeps a sent take among those of its song, once. */
export async function keepSentTake(view: CompletedTake, comparison: Comparison): Promise<void> {
  const known = await takesOf(view.takeOf);
  if (!known.some(({ id }) => id === view.jobId)) await keepTake(sentTake(view, comparison));
}
