import { midiToHz } from '@my-pitch/shared/pitch-units';
import { swiftF0 } from '../../gpu-worker/stages/pitch/swift-f0/track-swift-f0.ts';
import { LiveTracker } from '../../web/features/sing/tracker/live-tracker.ts';
import { printTable } from '../measure/print-table.ts';
import {
  type MelodyScores,
  type MelodySeries,
  meanMelodyScores,
  scoreMelody,
} from '../metrics/melody-metrics.ts';
import { addNoise } from '../recordings/add-noise.ts';
import { mir1kRecordings } from '../recordings/mir1k.ts';
import { readMono } from '../recordings/read-mono.ts';
import { ssvdRecordings } from '../recordings/sung-recording.ts';

const rateHz = 44_100;
/** The audio thread receives this many samples per call (Web Audio API, render quantum). */
const quantumFrames = 128;

/**
 * Accuracy and cost of the tracker of live singing: MIR-1K against its labels, and SSVD, whose labels are of
 * whole notes, against the worker's SwiftF0.
 */
export async function measureLiveTracker(): Promise<void> {
  const rows: (string | number)[][] = [];
  const add = (name: string, voices: readonly { truth: MelodySeries; voice: Float32Array }[]) => {
    const startedAt = performance.now();
    const tracks = voices.map(({ voice }) => trackLive(voice));
    const seconds = (performance.now() - startedAt) / 1000;
    const soundSeconds = voices.reduce((sum, { voice }) => sum + voice.length / rateHz, 0);
    const scores = voices.map(({ truth }, i) => scoreMelody(truth, tracks[i] as MelodySeries));
    rows.push([name, ...meansOf(scores), (100 * seconds) / soundSeconds]);
  };
  const mir1k = mir1kRecordings().map(({ path, pitch }) => ({
    truth: pitch,
    voice: readMono(path, rateHz, 'c1'),
  }));
  add('MIR-1K', mir1k);
  for (const ratioDb of [20, 10]) {
    const noisy = mir1k.map(({ truth, voice }) => ({ truth, voice: addNoise(voice, ratioDb) }));
    add(`MIR-1K in noise, ${ratioDb} dB`, noisy);
  }
  const ssvd = [];
  for (const { path } of ssvdRecordings()) {
    const { frequencyHz, hopSeconds } = await swiftF0.track(readMono(path, swiftF0.sampleRateHz));
    const timeSeconds = frequencyHz.map((_, i) => i * hopSeconds);
    const truth = { timeSeconds, frequencyHz: frequencyHz.map((hz) => hz ?? 0) };
    ssvd.push({ truth, voice: readMono(path, rateHz) });
  }
  add('SSVD against SwiftF0', ssvd);
  printTable(['voices', 'RPA', 'RCA', 'overall', 'recall', 'false alarm', 'processor, %'], rows);
  console.log(`Lag: ${(1000 * new LiveTracker(rateHz).lagSeconds).toFixed(1)} ms`);
}

/** Unvoiced frames carry their guess as a negative frequency, so raw pitch accuracy counts all frames. */
function trackLive(voice: Float32Array): MelodySeries {
  const [timeSeconds, frequencyHz]: [number[], number[]] = [[], []];
  const tracker = new LiveTracker(rateHz);
  for (let i = 0; i + quantumFrames <= voice.length; i += quantumFrames) {
    tracker.push(voice.subarray(i, i + quantumFrames), ({ sample, midi, guessMidi }) => {
      timeSeconds.push(sample / rateHz);
      const guess = Number.isNaN(guessMidi) ? 0 : -midiToHz(guessMidi);
      frequencyHz.push(Number.isNaN(midi) ? guess : midiToHz(midi));
    });
  }
  return { timeSeconds, frequencyHz };
}

function meansOf(scores: readonly MelodyScores[]): number[] {
  const mean = meanMelodyScores(scores);
  return [
    mean.rawPitchAccuracy,
    mean.rawChromaAccuracy,
    mean.overallAccuracy,
    mean.voicingRecall,
    mean.voicingFalseAlarm,
  ];
}
