import { readFileSync } from 'node:fs';
import { printTable } from '../../bench/measure/print-table.ts';
import { chooseRhythm, voiceEvidence } from '../../gpu-worker/stages/score/rhythm/choose-rhythm.ts';
import { compareHypothesis, type HypothesisErrors } from './compare-hypothesis.ts';
import { atSpeed, type Performance, readPerformances, repeated } from './performances.ts';

/**
 * Evaluates the worker on performances of printed tunes, also faster, slower and four times in a row:
 * edits of the intervals between onsets, share of right time signatures, of right time signatures with
 * right barlines, and of right tempo levels.
 *
 * Usage: node training/rhythm/evaluate.ts NAME.jsonl...
 */
const variants: readonly (readonly [string, (performance: Performance) => Performance])[] = [
  ['as they are', (performance) => performance],
  ['1.4 times as fast', (performance) => atSpeed(performance, 1.4)],
  ['0.7 times as fast', (performance) => atSpeed(performance, 0.7)],
  ['four times', (performance) => repeated(performance, 4)],
];

const rows = process.argv.slice(2).flatMap((path) => {
  const performances = readPerformances(readFileSync(path, 'utf8'));
  return variants.map(([name, change]) => [
    `${path}, ${name}`,
    ...evaluate(performances.map(change)),
  ]);
});
printTable(['performances', 'edits', 'time', 'barlines', 'level'], rows);

function evaluate(performances: readonly Performance[]): number[] {
  const errors = performances.map(errorsOf);
  const mean = (value: (errors: HypothesisErrors) => number) =>
    errors.reduce((sum, one) => sum + value(one), 0) / errors.length;
  return [
    mean(({ edits }) => edits),
    mean(({ isTimeRight }) => Number(isTimeRight)),
    mean(({ isPhaseRight }) => Number(isPhaseRight)),
    mean(({ isLevelRight }) => Number(isLevelRight)),
  ];
}

/** The print is cut where the worker stops judging. */
function errorsOf(performance: Performance): HypothesisErrors {
  const { ticks, style } = chooseRhythm(performance.notes, voiceEvidence);
  const judged = Math.round((ticks.length / performance.notes.length) * performance.printed.length);
  const printed = performance.printed.slice(0, judged);
  const notes = performance.notes.slice(0, ticks.length);
  return compareHypothesis({ ...performance, printed, notes }, ticks, style.signatureName);
}
