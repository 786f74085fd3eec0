import type { ArtifactName } from '../keys.ts';
import type { Score } from '../score.ts';
import { renderMidi } from './midi.ts';
import { renderMusicXml } from './musicxml.ts';
import { renderSungMidi } from './sung-midi.ts';

type ScoreDocument = readonly [ArtifactName, string | Uint8Array];

/** The artifacts that contain the score, and with it the song's title. No other artifact has the title. */
export function renderScoreDocuments(score: Score): readonly ScoreDocument[] {
  return [
    ['score.json', JSON.stringify(score)],
    ['score.musicxml', renderMusicXml(score)],
    ['score.mid', renderMidi(score)],
    ['sung.mid', renderSungMidi(score)],
  ];
}
