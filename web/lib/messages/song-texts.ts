import type { EditingTexts } from './editing-texts.ts';
import type { PitchTexts } from './pitch-texts.ts';
import type { PlayerTexts } from './player-texts.ts';
import type { ScoreTexts } from './score-texts.ts';

/** The texts of a finished song, which come with its script: other pages do without them. */
export interface SongTexts extends ScoreTexts {
  readonly player: PlayerTexts;
  readonly pitch: PitchTexts;
  readonly editing: EditingTexts;
}
