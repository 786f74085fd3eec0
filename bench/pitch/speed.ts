import { join } from 'node:path';
import { printTable } from '../measure/print-table.ts';
import { runMeasured } from '../measure/run-measured.ts';
import { withRepeatedVoice } from '../recordings/repeated-voice.ts';

const trackFile = join(import.meta.dirname, 'track-file.ts');
const lengthsSeconds = [180, 900];

/** librosa's pYIN with the same settings as ours; prints its seconds without imports and reading. */
const librosaProgram = `
import sys, time, librosa
voice, rate = librosa.load(sys.argv[1], sr=22050, mono=True)
librosa.pyin(voice[:22050], fmin=librosa.note_to_hz("C2"), fmax=librosa.note_to_hz("C7"), sr=rate)
start = time.time()
librosa.pyin(voice, fmin=librosa.note_to_hz("C2"), fmax=librosa.note_to_hz("C7"), sr=rate, frame_length=2048, hop_length=512)
print(time.time() - start)
`;

/**
 * Time and memory of each method on long voices, beside librosa's pYIN.
 * @param python an interpreter with librosa; without one librosa is skipped.
 */
export async function compareSpeed(python: string | undefined): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const seconds of lengthsSeconds) {
    await withRepeatedVoice(seconds, async (voice) => {
      for (const method of ['swift-f0', 'pyin']) {
        rows.push(await measure(method, seconds, process.execPath, [trackFile, method, voice]));
      }
      if (python !== undefined && seconds === lengthsSeconds[0]) {
        rows.push(await measure('librosa.pyin', seconds, python, ['-c', librosaProgram, voice]));
      }
    });
  }
  printTable(['method', 'audio s', 'seconds', 'times real time', 'peak MB'], rows);
}

async function measure(name: string, audioSeconds: number, program: string, args: string[]) {
  const { peakMemoryBytes, output } = await runMeasured(program, args);
  const seconds = Number(output.trim().split('\n').at(-1));
  return [
    name,
    audioSeconds,
    seconds,
    audioSeconds / seconds,
    Math.round(peakMemoryBytes / 2 ** 20),
  ];
}
