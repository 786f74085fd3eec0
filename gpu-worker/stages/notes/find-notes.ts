import type { F0Track, SungNote } from '@my-pitch/shared/analysis';
import { advanceOnsets } from './boundaries/advance-onsets.ts';
import { extendOffsets } from './boundaries/extend-offsets.ts';
import { dropClicks } from './cleanup/drop-clicks.ts';
import { dropDoubtful, sureConfidence } from './cleanup/drop-doubtful.ts';
import { dropLeadIns } from './cleanup/drop-lead-ins.ts';
import { dropQuietOutliers } from './cleanup/drop-quiet-outliers.ts';
import { joinHeld } from './cleanup/join-held.ts';
import { joinScoops } from './cleanup/join-scoops.ts';
import { mendOctaves } from './cleanup/mend-octaves.ts';
import { gridFrames, gridRateHz, pitchOnGrid } from './frame-grid.ts';
import { confidenceOf, type MeasuredNote, measureNote } from './measure-note.ts';
import { melSpectrogram } from './network/mel-spectrogram.ts';
import { noteFeatures } from './network/note-features.ts';
import { runNoteNetwork } from './network/note-network.ts';
import { decodeNotes, type NoteSpan } from './segmentation/decode-notes.ts';
import { decodeSettings } from './segmentation/decode-settings.ts';
import { placeOnsets } from './segmentation/place-onsets.ts';
import { poolOnsets } from './segmentation/pool-onsets.ts';
import { promoteSustainedPitch } from './segmentation/promote-sustained-pitch.ts';
import { namePitches } from './tuning/name-pitches.ts';

export interface FoundNotes {
  readonly notes: SungNote[];
  /** Mean place of the singer's A from 440 Hz, in cents, −50 to 50. */
  readonly tuningOffsetCents: number;
}

/**
 * Finds the notes of a single voice, without overlaps and in time order. Pitches are named after
 * the singer's own tuning is taken off, which may drift. No notes when no voice sings.
 *
 * @param f0 the pitch by any tracker.
 * @param voice the same voice as mono samples at 22 050 Hz.
 */
export async function findNotes(
  f0: F0Track,
  voice: Float32Array,
  sampleRateHz: number,
): Promise<FoundNotes> {
  if (sampleRateHz !== gridRateHz) throw new RangeError(`Notes are found at ${gridRateHz} Hz`);
  const midi = pitchOnGrid(f0, gridFrames(voice.length));
  const evidence = await runNoteNetwork(noteFeatures(await melSpectrogram(voice), midi));
  const heard = { ...evidence, onset: poolOnsets(evidence.onset) };
  const isHeard = (span: NoteSpan) => confidenceOf(span, heard) >= sureConfidence;
  const first = decodeNotes(midi, heard, decodeSettings);
  const trusted = promoteSustainedPitch(midi, heard, first.filter(isHeard)) ?? heard;
  const spans = trusted === heard ? first : decodeNotes(midi, trusted, decodeSettings);
  const measure = (span: NoteSpan) => measureNote(span, { voice, midi, evidence: trusted });
  const measured = spans.map(measure).filter((note) => note !== undefined);
  const held = joinHeld(measured, voice, measure);
  const sung = dropQuietOutliers(dropClicks(dropDoubtful(held, isHeard)));
  const whole = joinScoops(dropLeadIns(placeOnsets(extendOffsets(sung, midi), midi)));
  return nameNotes(mendOctaves(advanceOnsets(whole, midi), voice, sampleRateHz));
}

function nameNotes(measured: readonly MeasuredNote[]): FoundNotes {
  const { midi, referenceCents, tuningOffsetCents } = namePitches(
    measured.map(({ centreMidi, spreadSemitones, startSeconds, endSeconds }) => ({
      midi: centreMidi,
      spreadSemitones,
      timeSeconds: startSeconds,
      durationSeconds: endSeconds - startSeconds,
    })),
  );
  const notes = measured.map(({ span: _span, spreadSemitones: _spread, ...note }, i) => {
    const meant = midi[i] as number;
    const deviationCents = 100 * (note.centreMidi - meant) - (referenceCents[i] as number);
    return { ...note, midi: Math.min(127, Math.max(0, meant)), deviationCents };
  });
  return { notes, tuningOffsetCents };
}
