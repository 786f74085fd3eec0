import { readFileSync } from 'node:fs';
import { printTable } from '../../bench/measure/print-table.ts';
import { chooseRhythm, voiceEvidence } from '../../gpu-worker/stages/score/rhythm/choose-rhythm.ts';
import { compareReading, type ReadingErrors } from './compare-reading.ts';
import { readPerformances } from './performances.ts';

/**
 * How often the worker writes performances as they are printed: edits of the intervals between
 * onsets, time signatures that are right, and with them the barlines.
 *
 * Usage: node training/rhythm/judge.ts NAME.jsonl...
 */
const rows = process.argv.slice(2).map((path) => {
  const performances = readPerformances(readFileSync(path, 'utf8'));
  const errors = performances.map((performance) => {
    const { ticks, style } = chooseRhythm(performance.notes, voiceEvidence);
    return compareReading(performance, ticks, style.signatureName);
  });
  const mean = (value: (errors: ReadingErrors) => number) =>
    errors.reduce((sum, one) => sum + value(one), 0) / errors.length;
  return [
    path,
    mean(({ edits }) => edits),
    mean(({ isTimeRight }) => Number(isTimeRight)),
    mean(({ isPhaseRight }) => Number(isPhaseRight)),
  ];
});
printTable(['performances', 'edits', 'time', 'barlines'], rows);
