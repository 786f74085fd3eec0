import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import type { HeardBlock } from '../../web/features/sing/capture/heard-block.ts';
import { finishTake } from '../../web/features/sing/finish-take.ts';
import { LiveSinging } from '../../web/features/sing/live-singing.ts';
import { LiveTracker } from '../../web/features/sing/tracker/live-tracker.ts';
import { printTable } from '../measure/print-table.ts';
import { readMono } from '../recordings/read-mono.ts';
import { analyseVoice } from './analyse-voice.ts';
import { withBleed } from './degrade-voice.ts';
import { largestChange } from './disturbances.ts';
import { listMixtures } from './mixtures.ts';
import { originalOf } from './original-of.ts';

const rateHz = 44_100;
const blockSamples = 512;
const bleedLevelsDb = [-30, -20, -10];

/** The points of voices that sing along with themselves, and with the accompaniment in the microphone. */
export async function measureLiveSinging(folder: string, cache: string): Promise<void> {
  console.log(
    '\nSinging along: a voice with the accompaniment in its microphone, change of points',
  );
  const rows: (string | number)[][] = [];
  for (const { id, voicePath, accompanimentPath } of listMixtures(cache)) {
    const original = originalOf(await analyseVoice(voicePath));
    const accompaniment = readMono(accompanimentPath, rateHz);
    const pointsOf = (path: string) => singAlong(original, readMono(path, rateHz), accompaniment);
    const clean = pointsOf(voicePath);
    const changes = bleedLevelsDb.map(
      (levelDb) => pointsOf(withBleed(accompaniment, levelDb)(voicePath, folder)) - clean,
    );
    rows.push([id, clean, ...changes]);
  }
  rows.push(largestChange(rows));
  printTable(['voice', 'clean', ...bleedLevelsDb.map((levelDb) => `${levelDb} dB`)], rows);
}

/** The points at the level normal of a voice that sings in time, block by block as in the page. */
function singAlong(
  { analysis, score }: ReturnType<typeof originalOf>,
  voice: Float32Array,
  playback: Float32Array,
): number {
  const reference = referenceNotesOf(score, analysis.f0);
  const transport = { atFrame: 0, position: 0, speed: 1, audibleFrom: 0, end: voice.length };
  const rates = { rateHz, soundRateHz: rateHz, latencySeconds: 0 };
  const setting = { reference, ...rates, keyShiftSemitones: 0, offsetSemitones: 0 };
  const singing = new LiveSinging(() => transport, setting);
  const tracker = new LiveTracker(rateHz);
  for (let at = 0; at + blockSamples <= voice.length; at += blockSamples) {
    const samples = voice.subarray(at, at + blockSamples);
    const pitches: HeardBlock['pitches'][number][] = [];
    tracker.push(samples, (pitch) => pitches.push(pitch));
    const playbackRms = rmsOf(playback.subarray(at, at + blockSamples));
    singing.hear({ startFrame: at, samples, pitches, playbackRms });
  }
  const take = singing.result && finishTake(singing.result, score, 'assumed', rateHz);
  return take?.comparison.overall.normal ?? Number.NaN;
}

function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
