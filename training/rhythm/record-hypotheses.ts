import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { voiceEvidence } from '../../gpu-worker/stages/score/rhythm/choose-rhythm.ts';
import {
  featureCount,
  noteFeatures,
} from '../../gpu-worker/stages/score/rhythm/features/hypothesis-features.ts';
import { evidenceInputs } from '../../gpu-worker/stages/score/rhythm/hypothesis-log-probability.ts';
import {
  listHypotheses,
  type RhythmHypothesis,
} from '../../gpu-worker/stages/score/rhythm/list-hypotheses.ts';
import { compareHypothesis, spanOf } from './compare-hypothesis.ts';
import { type Performance, readPerformances } from './performances.ts';

/**
 * Records the worker's hypotheses for each performance, with their errors: NAME.features holds the
 * features of each note under each hypothesis as unsigned 16-bit integers, NAME.json all other data.
 *
 * Usage: node training/rhythm/record-hypotheses.ts NAME.jsonl
 */
const maxHypotheses = 24;
const path = process.argv[2];
if (path === undefined)
  throw new Error('Usage: node training/rhythm/record-hypotheses.ts NAME.jsonl');
const name = path.replace(/\.jsonl$/, '');
const featureFile = openSync(`${name}.features`, 'w');
const songs = readPerformances(readFileSync(path, 'utf8')).map((performance) => {
  const { notes } = performance;
  const chosen = bestOfEachTempo(listHypotheses(notes, voiceEvidence)).slice(0, maxHypotheses);
  const hypotheses = chosen.map(record(performance));
  return { notes: notes.length, hypotheses };
});
closeSync(featureFile);
writeFileSync(`${name}.json`, JSON.stringify({ featureCount, songs }));

/** The best hypothesis of each half octave of tempo, then the second of each, and so on. */
function bestOfEachTempo(hypotheses: readonly RhythmHypothesis[]): RhythmHypothesis[] {
  const sorted = hypotheses.toSorted((a, b) => logTotal(b) - logTotal(a));
  const byTempo = Map.groupBy(sorted, ({ ticks }) => Math.round(2 * Math.log2(spanOf(ticks))));
  return [...byTempo.values()]
    .flatMap((group) => group.map((hypothesis, rank) => ({ hypothesis, rank })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ hypothesis }) => hypothesis);
}

function logTotal({ evidence }: RhythmHypothesis): number {
  const { onsets, intervals, start, style, tempo } = evidence;
  return onsets + intervals + start + style + tempo;
}

function record(performance: Performance) {
  return (hypothesis: RhythmHypothesis) => {
    const { ticks, style, evidence } = hypothesis;
    const features = noteFeatures(ticks, performance.notes, style);
    writeSync(featureFile, Uint16Array.from(features.flat()));
    return {
      evidence: evidenceInputs(style, evidence),
      tempoLevelLogPrior: voiceEvidence.tempoLevelLogPrior(hypothesis),
      ...compareHypothesis(performance, ticks, style.signatureName),
    };
  };
}
