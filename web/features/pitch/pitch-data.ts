import type { Analysis } from '@my-pitch/shared/analysis';
import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { transposeScore } from '../score/transposing/transpose-score.ts';
import { noteBars } from './note-bars.ts';
import type { PitchData } from './picture.ts';
import { judgeFrames, sungCurve } from './sung-curve.ts';

/** The data of the pitch view, so many semitones higher; only notes until the analysis is loaded. */
export function pitchDataOf(
  sung: Score,
  analysis: Pick<Analysis, 'f0' | 'tuningOffsetCents'> | undefined,
  semitones = 0,
): PitchData {
  const score = transposeScore(sung, semitones);
  const bars = noteBars(score);
  const curve = analysis && sungCurve(analysis.f0, analysis.tuningOffsetCents - 100 * semitones);
  return {
    bars,
    curve,
    judgements: curve ? judgeFrames(curve, bars) : [],
    measures: score.measures.map(({ number, startTick }) => ({
      number,
      tick: startTick,
      seconds: secondsAtTick(score.timeMap, startTick),
    })),
    fifths: score.measures[0]?.keySignature.fifths ?? 0,
    semitones,
  };
}
