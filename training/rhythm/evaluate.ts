import { readFileSync } from 'node:fs';
import { printTable } from '../../bench/measure/print-table.ts';
import { chooseRhythm, voiceEvidence } from '../../gpu-worker/stages/score/rhythm/choose-rhythm.ts';
import { compareHypothesis, type HypothesisErrors } from './compare-hypothesis.ts';
import { readPerformances } from './performances.ts';

/**
 * Evaluates the worker on performances of printed tunes: edits of the intervals between onsets, share
 * of right time signatures, and share of right time signatures with right barlines.
 *
 * Usage: node training/rhythm/evaluate.ts NAME.jsonl...
 */
const rows = process.argv.slice(2).map((path) => {
  const performances = readPerformances(readFileSync(path, 'utf8'));
  const errors = performances.map((performance) => {
    const { ticks, style } = chooseRhythm(performance.notes, voiceEvidence);
    return compareHypothesis(performance, ticks, style.signatureName);
  });
  const mean = (value: (errors: HypothesisErrors) => number) =>
    errors.reduce((sum, one) => sum + value(one), 0) / errors.length;
  return [
    path,
    mean(({ edits }) => edits),
    mean(({ isTimeRight }) => Number(isTimeRight)),
    mean(({ isPhaseRight }) => Number(isPhaseRight)),
  ];
});
printTable(['performances', 'edits', 'time', 'barlines'], rows);
