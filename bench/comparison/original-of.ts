import type { Analysis } from '@my-pitch/shared/analysis';
import { writeScore } from '../../gpu-worker/stages/score/write-score.ts';

/** An analysed voice as an original, with its score. */
export function originalOf(analysis: Pick<Analysis, 'f0' | 'notes'>) {
  const { notes, f0 } = analysis;
  const durationSeconds = f0.frequencyHz.length * f0.hopSeconds;
  return { analysis, score: writeScore({ notes, durationSeconds, title: '' }).score };
}
