import type { EditingMessages } from '../../features/editing/messages-en.ts';
import type { PitchTexts } from '../../features/pitch/pitch-texts.ts';
import type { PlayerTexts } from '../../features/player/player-texts.ts';
import type { ScoreTexts } from '../../features/score/score-texts.ts';

/** The texts of a finished song, loaded with its script. */
export interface SongTexts extends ScoreTexts {
  readonly player: PlayerTexts;
  readonly pitch: PitchTexts;
  readonly editing: EditingMessages;
}
