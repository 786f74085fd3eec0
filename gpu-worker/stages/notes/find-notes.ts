import type { F0Track } from '@my-pitch/shared/analysis';
import { advanceOnsets } from './boundaries/advance-onsets.ts';
import { extendOffsets } from './boundaries/extend-offsets.ts';
import { placeOnsets } from './boundaries/place-onsets.ts';
import { dropClicks } from './cleanup/drop-clicks.ts';
import { dropDoubtful } from './cleanup/drop-doubtful.ts';
import { dropQuietOutliers } from './cleanup/drop-quiet-outliers.ts';
import { dropRemains } from './cleanup/drop-remains.ts';
import { fixOctaveErrors } from './cleanup/fix-octave-errors.ts';
import { joinContinued } from './cleanup/join-continued.ts';
import { joinGlides } from './cleanup/join-glides.ts';
import { joinHeld } from './cleanup/join-held.ts';
import { gridFrames, gridRateHz, pitchOnGrid } from './frame-grid.ts';
import { liftOctaveDrops } from './lift-octave-drops.ts';
import { harmonicSharesDb } from './measurement/harmonic-shares.ts';
import { type MeasuredNote, measureNote, type VoiceFrames } from './measurement/measure-note.ts';
import { melSpectrogram } from './network/mel-spectrogram.ts';
import { noteFeatures } from './network/note-features.ts';
import { type NoteEvidence, runNoteNetwork } from './network/note-network.ts';
import { subtractRoom } from './network/subtract-room.ts';
import type { NoteSpan } from './segmentation/decode-notes.ts';
import { segmentVoice } from './segmentation/segment-voice.ts';
import { type NamedNotes, nameNotes } from './tuning/name-notes.ts';

/**
 * Finds the notes of a single voice, without overlaps and in time order; none where no voice sings.
 * Each note is named after the singer's own tuning, which may drift, is taken off.
 *
 * @param f0 the pitch of the voice by any tracker.
 * @param voice the same voice as mono samples at 22 050 Hz.
 * @throws {RangeError} at any other sample rate.
 */
export async function findNotes(
  f0: F0Track,
  voice: Float32Array,
  sampleRateHz: number,
): Promise<NamedNotes> {
  if (sampleRateHz !== gridRateHz) throw new RangeError(`Notes are found at ${gridRateHz} Hz`);
  const midi = liftOctaveDrops(pitchOnGrid(f0, gridFrames(voice.length)));

  // network: the log-odds of onset, offset and note in each frame.
  const mel = await melSpectrogram(voice);
  const network = await hearNotes(mel, midi);

  // segmentation: the most probable division of the voice into notes.
  const { spans, evidence, isSureOfNetwork } = segmentVoice(midi, network);

  // measurement: the pitch, loudness, confidence and vibrato of each note that has a pitch.
  const measure = (span: NoteSpan) => measureNote(span, { voice, midi, evidence });
  let notes = spans.map(measure).filter((note) => note !== undefined);

  // cleanup: the network splits long notes, and takes speech, breath and noise for notes.
  notes = joinHeld(notes, voice, measure); // A short part without a dip in loudness is no note.
  notes = joinContinued(notes, { mel, inside: network.inside }, measure); // Nor is one without a consonant.
  notes = dropDoubtful(notes, isSureOfNetwork); // Speech and bleed have low confidence or level.
  notes = await withoutRemains(notes, f0, { voice, midi }); // Remains of a band are not of one pitch.
  notes = dropClicks(notes); // Clicks are short and stand alone.
  notes = dropQuietOutliers(notes); // Coughs and rumble are far quieter than the song.

  // boundaries: the network marks vowels; listeners perceive other onsets and offsets.
  notes = extendOffsets(notes, midi); // A voiced consonant after the vowel partly belongs to it.
  notes = placeOnsets(notes, midi); // So does one before it; after a glide the pitch must arrive.

  // cleanup, by the corrected boundaries.
  notes = joinGlides(notes, network); // A scoop, or another glide, belongs to the note that it reaches.

  // boundaries, by the notes that remain.
  notes = advanceOnsets(notes, midi); // A note begins within the glide that leads to it.

  // cleanup, by the pitch of the neighbours.
  notes = fixOctaveErrors(notes, voice, sampleRateHz); // Pitch trackers slip by an octave.

  // tuning: the whole MIDI number of each note, by the singer's own drifting scale.
  return nameNotes(notes);
}

/** pYIN's probabilities of a pitch are no evidence: with them vocadito loses a note, and SSVD gains one. */
async function withoutRemains(
  notes: readonly MeasuredNote[],
  f0: F0Track,
  { voice, midi }: Pick<VoiceFrames, 'voice' | 'midi'>,
): Promise<MeasuredNote[]> {
  if (f0.method !== 'swift-f0') return [...notes];
  const spans = notes.map(({ span }) => span);
  return dropRemains(notes, f0, await harmonicSharesDb(spans, voice, midi));
}

/** The network's evidence. Far from the microphone, ends and pauses are those of the sound without its room. */
async function hearNotes(mel: Float32Array, midi: Float32Array): Promise<NoteEvidence> {
  const heard = await runNoteNetwork(noteFeatures(mel, midi));
  const near = subtractRoom(mel);
  if (!near) return heard;
  const { offset, inside } = await runNoteNetwork(noteFeatures(near, midi));
  return { onset: heard.onset, offset, inside };
}
