import { findNotes } from '../../gpu-worker/stages/notes/find-notes.ts';
import { chooseTracker } from '../../gpu-worker/stages/pitch/choose-tracker.ts';
import { settleNames } from '../../gpu-worker/stages/score/key/settle-names.ts';
import { writeScore } from '../../gpu-worker/stages/score/write-score.ts';
import { type NoteScores, scoreNotes } from '../metrics/note-metrics.ts';
import { readMono } from '../recordings/read-mono.ts';
import { measureScore, type ScoreMeasures } from '../score/score-measures.ts';
import { transposeToReference } from '../transcription/transpose-to-reference.ts';
import { tolerancesAtSpeed } from './change-labels.ts';
import type { LabelledSong } from './labelled-song.ts';

const notesRateHz = 22_050;

export interface Judgement {
  readonly notes: NoteScores;
  /** Notes found for each labelled note. */
  readonly foundRatio: number;
  readonly quarterBpm: number;
  /** Absent without a printed score. */
  readonly score: ScoreMeasures | undefined;
}

/** Transcribes a recording and compares the notes with its labels and the score with its print. */
export async function judgeSong(song: LabelledSong): Promise<Judgement> {
  const { sampleRateHz, track } = chooseTracker('swift-f0');
  const f0 = await track(readMono(song.path, sampleRateHz), {
    isSeparated: song.isSeparated ?? false,
  });
  const voice = readMono(song.path, notesRateHz);
  const { notes } = settleNames(await findNotes(f0, voice, notesRateHz), undefined);
  const durationSeconds = voice.length / notesRateHz;
  const { score, tempo } = writeScore({ notes, durationSeconds, title: '' });
  const found = notes.map(({ startSeconds, endSeconds, midi, centreMidi }) => ({
    startSeconds,
    endSeconds,
    midi: song.pitches === 'written' ? midi : centreMidi,
  }));
  return {
    notes: scoreNotes(
      song.notes,
      transposeToReference(song.notes, found),
      tolerancesAtSpeed(song.speed ?? 1),
    ),
    foundRatio: notes.length / song.notes.length,
    quarterBpm: tempo.quarterBpm,
    score: song.reference && measureScore(score, song.reference),
  };
}
