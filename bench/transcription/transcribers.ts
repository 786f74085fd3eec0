import type { F0Track, PitchMethod } from '@my-pitch/shared/analysis';
import { findNotes } from '../../gpu-worker/stages/notes/find-notes.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import type { MeasuredNote } from '../metrics/note-metrics.ts';
import { readMono } from '../recordings/read-mono.ts';
import type { SungRecording } from '../recordings/sung-recording.ts';
import { decodeNotes } from './basic-pitch/decode-notes.ts';
import { runBasicPitch } from './basic-pitch/posteriors.ts';
import { mergeRoundedFrames } from './merged-rounding.ts';

const notesRateHz = 22_050;

/** Transcribes a recording of a solo voice to notes with written or sung pitch. */
export type Transcriber = (
  path: string,
  pitches: SungRecording['pitches'],
) => Promise<readonly MeasuredNote[]>;

/** The product. */
export const myPitch: Transcriber = (path, pitches) => transcribe(path, 'swift-f0', pitches);

/**
 * The transcribers to compare, by name: the product, the product on pYIN, and baselines.
 * @param basicPitchModel path of Basic Pitch's `nmp.onnx`; without it Basic Pitch is skipped.
 */
export function transcribers(basicPitchModel: string | undefined): Map<string, Transcriber> {
  const all = new Map<string, Transcriber>([
    ['My Pitch', myPitch],
    ['My Pitch on pYIN', (path, pitches) => transcribe(path, 'pyin', pitches)],
    ['pYIN, frames rounded', async (path) => mergeRoundedFrames(await trackOf(path, 'pyin'))],
  ]);
  if (basicPitchModel !== undefined) {
    all.set('Basic Pitch', async (path) =>
      decodeNotes(await runBasicPitch(basicPitchModel, readMono(path, notesRateHz))),
    );
  }
  return all;
}

async function transcribe(
  path: string,
  method: PitchMethod,
  pitches: SungRecording['pitches'],
): Promise<MeasuredNote[]> {
  const f0 = await trackOf(path, method);
  const { notes } = await findNotes(f0, readMono(path, notesRateHz), notesRateHz);
  return notes.map(({ startSeconds, endSeconds, midi, centreMidi }) => ({
    startSeconds,
    endSeconds,
    midi: pitches === 'written' ? midi : centreMidi,
  }));
}

async function trackOf(path: string, method: PitchMethod): Promise<F0Track> {
  const { sampleRateHz, track } = chooseTracker(method);
  return track(readMono(path, sampleRateHz));
}
