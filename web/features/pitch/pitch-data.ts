import type { Analysis } from '@my-pitch/shared/analysis';
import type { Score } from '@my-pitch/shared/score';
import { secondsAtTick } from '@my-pitch/shared/time-map';
import { noteBars } from './note-bars.ts';
import type { PitchData } from './picture.ts';
import { judgeFrames, sungCurve } from './sung-curve.ts';

/** The data of the pitch view; only notes until the analysis is loaded. */
export function pitchDataOf(
  score: Score,
  analysis: Pick<Analysis, 'f0' | 'tuningOffsetCents'> | undefined,
): PitchData {
  const bars = noteBars(score);
  const curve = analysis && sungCurve(analysis.f0, analysis.tuningOffsetCents);
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
  };
}
