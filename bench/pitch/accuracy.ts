import type { PitchMethod } from '@my-pitch/shared/analysis';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import type { GuessedTrack } from '../../gpu-worker/stages/pitch/pitch-tracker.ts';
import { printTable } from '../measure/print-table.ts';
import {
  type MelodyScores,
  type MelodySeries,
  meanMelodyScores,
  scoreMelody,
} from '../metrics/melody-metrics.ts';
import { addNoise } from '../recordings/add-noise.ts';
import { type Mir1kRecording, mir1kRecordings } from '../recordings/mir1k.ts';
import { readMono } from '../recordings/read-mono.ts';
import { withSeparatedVoice } from '../recordings/separate-voice.ts';
import { sideOfMir1k } from '../recordings/sides.ts';

const methods: readonly PitchMethod[] = ['swift-f0', 'pyin'];
type ReadVoice = (sampleRateHz: number) => Float32Array;

/** Accuracy of each method on karaoke voices: alone, separated, in noise and in the mixture. */
export async function compareAccuracy(): Promise<void> {
  const scores = new Map<string, MelodyScores[]>();
  for (const recording of mir1kRecordings()) {
    const score = async (condition: string, read: ReadVoice) => {
      for (const method of methods) {
        const { sampleRateHz, track } = chooseTracker(method);
        const found = scoreMelody(
          recording.pitch,
          seriesOf(await track(read(sampleRateHz), { isSeparated: condition === 'separated' })),
        );
        for (const group of ['all', sideOfMir1k(recording.id)]) {
          const key = `${condition}\t${method}\t${group}`;
          scores.set(key, [...(scores.get(key) ?? []), found]);
        }
      }
    };
    await scoreConditions(recording, score);
  }
  printTable(
    [
      'condition',
      'method',
      'side',
      'RPA',
      'RCA',
      'octave errors',
      'overall',
      'recall',
      'false alarm',
    ],
    [...scores].map(([key, found]) => [...key.split('\t'), ...meansOf(found)]),
  );
}

async function scoreConditions(
  { path }: Mir1kRecording,
  score: (condition: string, read: ReadVoice) => Promise<void>,
): Promise<void> {
  const voice: ReadVoice = (rate) => readMono(path, rate, 'c1');
  await score('voice alone', voice);
  await withSeparatedVoice(path, { channels: 'c0+c1' }, (separated) =>
    score('separated', (rate) => readMono(separated, rate)),
  );
  for (const ratioDb of [10, 0]) {
    await score(`voice in noise, ${ratioDb} dB`, (rate) => addNoise(voice(rate), ratioDb));
  }
  await score('mixture', (rate) => readMono(path, rate, 'c0+c1'));
}

/** Unvoiced frames carry their guess as a negative frequency, so raw pitch accuracy counts all frames. */
function seriesOf({ frequencyHz, guessHz, hopSeconds }: GuessedTrack): MelodySeries {
  return {
    timeSeconds: frequencyHz.map((_, i) => i * hopSeconds),
    frequencyHz: frequencyHz.map((hz, i) => hz ?? -(guessHz[i] as number)),
  };
}

function meansOf(scores: readonly MelodyScores[]): number[] {
  const mean = meanMelodyScores(scores);
  return [
    mean.rawPitchAccuracy,
    mean.rawChromaAccuracy,
    mean.rawChromaAccuracy - mean.rawPitchAccuracy,
    mean.overallAccuracy,
    mean.voicingRecall,
    mean.voicingFalseAlarm,
  ];
}
