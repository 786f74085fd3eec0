import { scoreTake } from '@my-pitch/shared/scoring/score-take';
import { makeSong, makeTake } from '@my-pitch/shared/scoring/testing/made-take';
import { delayedBy } from '@my-pitch/shared/scoring/time-alignment';
import {
  alignAccompaniments,
  alignmentRateHz,
} from '../../gpu-worker/stages/align/align-accompaniments.ts';
import { alignVoices } from '../../gpu-worker/stages/align/align-voices.ts';
import { printTable } from '../measure/print-table.ts';
import { addNoise } from '../recordings/add-noise.ts';

const phraseSeconds = 7.2;

/** Processor time of a comparison after the usual stages, and the memory of the process afterwards. */
export async function measureCost(): Promise<void> {
  console.log('\nProcessor seconds of the comparison alone, and memory of the process');
  const rows: (string | number)[][] = [];
  for (const seconds of [60, 180, 900]) {
    const song = makeSong(1, Math.round(seconds / phraseSeconds));
    const take = makeTake(song, { timeAt: (at) => 1.1 * at, semitones: 4 });
    const original = { notes: song, curve: makeTake(song).curve };
    const silence = new Float32Array(seconds * alignmentRateHz).fill(0.01);
    const accompaniment = addNoise(silence, -20);
    const startedAt = processorSeconds();
    const alignment = alignVoices(original, take) ?? delayedBy(0);
    const alignedAt = processorSeconds();
    scoreTake({ reference: song, take, alignment });
    const scoredAt = processorSeconds();
    await alignAccompaniments(accompaniment, accompaniment.subarray(alignmentRateHz));
    const endedAt = processorSeconds();
    rows.push([
      seconds,
      song.length,
      ...[alignedAt - startedAt, scoredAt - alignedAt, endedAt - scoredAt],
      Math.round(process.memoryUsage.rss() / 2 ** 20),
    ]);
  }
  printTable(['song, s', 'notes', 'melody', 'points', 'accompaniment', 'MiB'], rows);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
