import { join } from 'node:path';
import { z } from 'zod';
import { printTable } from '../measure/print-table.ts';
import { runMeasured } from '../measure/run-measured.ts';
import { withRepeatedVoice } from '../recordings/repeated-voice.ts';

const analyseFile = join(import.meta.dirname, 'analyse-file.ts');
const lengthsSeconds = [180, 900];
const answerSchema = z.object({
  notes: z.int(),
  measures: z.int(),
  secondsOf: z.tuple([z.number(), z.number(), z.number()]),
});

/** Time of pitch, notes and score, and peak memory, for a voice that sings without pauses. */
export async function measureLongVoice(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const seconds of lengthsSeconds) {
    const { output, peakMemoryBytes } = await withRepeatedVoice(seconds, (voice) =>
      runMeasured(process.execPath, [analyseFile, voice]),
    );
    const answer = answerSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    const total = answer.secondsOf.reduce((sum, part) => sum + part, 0);
    const megabytes = Math.round(peakMemoryBytes / 2 ** 20);
    rows.push([`${seconds} s`, answer.notes, ...answer.secondsOf, total, megabytes]);
  }
  printTable(['voice', 'notes', 'pitch s', 'notes s', 'score s', 'together s', 'peak MB'], rows);
}
