import type { Analysis, PitchMethod } from '@my-pitch/shared/analysis';
import { pitchCurveOf } from '@my-pitch/shared/scoring/pitch-curve';
import { findNotes } from '../../gpu-worker/stages/notes/find-notes.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import { readMono } from '../recordings/read-mono.ts';

const notesRateHz = 22_050;

/** The pitch track and the notes of a recording that is only a voice. */
export async function analyseVoice(
  path: string,
  method: PitchMethod = 'swift-f0',
): Promise<Pick<Analysis, 'f0' | 'notes'>> {
  const { sampleRateHz, track } = chooseTracker(method);
  const f0 = await track(readMono(path, sampleRateHz));
  const { notes } = await findNotes(f0, readMono(path, notesRateHz), notesRateHz);
  return { f0, notes };
}

/** An analysis as a take to score. */
export function takeOf({ f0, notes }: Pick<Analysis, 'f0' | 'notes'>) {
  return {
    curve: pitchCurveOf(f0),
    notes: notes.map(({ startSeconds, endSeconds, centreMidi: midi }) => ({
      startSeconds,
      endSeconds,
      midi,
    })),
  };
}
