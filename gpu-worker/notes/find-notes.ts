import type { F0Track, SungNote } from '@my-pitch/shared/analysis';
import { decodeNotes, type NoteSpan } from './decode-notes.ts';
import { decodeSettings } from './decode-settings.ts';
import { dropAsides } from './drop-asides.ts';
import { dropClicks } from './drop-clicks.ts';
import { dropDoubtful, sureConfidence } from './drop-doubtful.ts';
import { dropLeadIns } from './drop-lead-ins.ts';
import { gridFrames, gridRateHz, pitchOnGrid } from './frame-grid.ts';
import { gatherOnsets } from './gather-onsets.ts';
import { joinHeld } from './join-held.ts';
import { joinScoops } from './join-scoops.ts';
import { confidenceOf, type MeasuredNote, measureNote } from './measure-note.ts';
import { melSpectrogram } from './mel-spectrogram.ts';
import { mendOctaves } from './mend-octaves.ts';
import { namePitches } from './name-pitches.ts';
import { noteFeatures } from './note-features.ts';
import { hearNotes } from './note-network.ts';
import { placeOnsets } from './place-onsets.ts';
import { shareGaps } from './share-gaps.ts';
import { shareGlides } from './share-glides.ts';
import { trustPitch } from './trust-pitch.ts';

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
  const evidence = await hearNotes(noteFeatures(await melSpectrogram(voice), midi));
  const heard = { ...evidence, onset: gatherOnsets(evidence.onset) };
  const isHeard = (span: NoteSpan) => confidenceOf(span, heard) >= sureConfidence;
  const first = decodeNotes(midi, heard, decodeSettings);
  const trusted = trustPitch(midi, heard, first.filter(isHeard)) ?? heard;
  const spans = trusted === heard ? first : decodeNotes(midi, trusted, decodeSettings);
  const measure = (span: NoteSpan) => measureNote(span, { voice, midi, evidence: trusted });
  const measured = spans.map(measure).filter((note) => note !== undefined);
  const held = joinHeld(measured, voice, measure);
  const sung = dropAsides(dropClicks(dropDoubtful(held, isHeard)));
  const whole = joinScoops(dropLeadIns(placeOnsets(shareGaps(sung, midi), midi)));
  return nameNotes(mendOctaves(shareGlides(whole, midi), voice, sampleRateHz));
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
