import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { voiceEvidence } from '../../gpu-worker/stages/score/rhythm/choose-rhythm.ts';
import {
  noteTraits,
  traitCount,
} from '../../gpu-worker/stages/score/rhythm/features/hypothesis-features.ts';
import {
  listHypotheses,
  type Reading,
} from '../../gpu-worker/stages/score/rhythm/list-hypotheses.ts';
import { signatureNames } from '../../gpu-worker/stages/score/rhythm/rhythm-style.ts';
import { beatLogPrior } from '../../gpu-worker/stages/score/rhythm/tempo-prior.ts';
import { compareReading } from './compare-reading.ts';
import { type Performance, readPerformances } from './performances.ts';

/**
 * Writes what could be written for each performance, and how wrong it would be: NAME.traits, two
 * bytes for each of a note's traits of each reading, and NAME.json.
 *
 * Usage: node training/rhythm/readings.ts NAME.jsonl
 */
const keptReadings = 12;
const path = process.argv[2];
if (path === undefined) throw new Error('Usage: node training/rhythm/readings.ts NAME.jsonl');
const name = path.replace(/\.jsonl$/, '');
const traitFile = openSync(`${name}.traits`, 'w');
const songs = readPerformances(readFileSync(path, 'utf8')).map((performance) => {
  const { notes } = performance;
  const listed = listHypotheses(notes, voiceEvidence).sort((a, b) => plainTotal(b) - plainTotal(a));
  return { notes: notes.length, readings: listed.slice(0, keptReadings).map(record(performance)) };
});
closeSync(traitFile);
writeFileSync(`${name}.json`, JSON.stringify({ traitCount, songs }));

function plainTotal({ evidence }: Reading): number {
  const { onsets, rhythm, start, style, tempo } = evidence;
  return onsets + rhythm + start + style + tempo;
}

function record(performance: Performance) {
  return (reading: Reading) => {
    const { ticks, style, evidence, beatSeconds } = reading;
    const traits = noteTraits(ticks, performance.notes, style);
    writeSync(traitFile, Uint16Array.from(traits.flat()));
    const { onsets, rhythm, start, style: share, tempo } = evidence;
    const metre = signatureNames.map((signature) => Number(signature === style.signatureName));
    return {
      facts: [
        ...[onsets, rhythm, start, share, tempo, Number(style.isSwung)],
        ...[...metre, beatLogPrior(beatSeconds)],
      ],
      ...compareReading(performance, ticks, style.signatureName),
    };
  };
}
