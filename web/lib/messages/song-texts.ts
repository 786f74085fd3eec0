import type { ChordsMessages } from '../../features/chords/messages-en.ts';
import type { CorrectionsMessages } from '../../features/corrections/messages-en.ts';
import type { EditingMessages } from '../../features/editing/messages-en.ts';
import type { LyricsMessages } from '../../features/lyrics/messages-en.ts';
import type { PitchMessages } from '../../features/pitch/messages-en.ts';
import type { PlayerMessages } from '../../features/player/messages-en.ts';
import type { ScoreMessages } from '../../features/score/messages-en.ts';

/** The texts of a finished song, which come with its script: other pages do without them. */
export interface SongTexts extends ScoreMessages {
  readonly player: PlayerMessages;
  readonly pitch: PitchMessages;
  readonly editing: EditingMessages;
  readonly corrections: CorrectionsMessages;
  readonly lyrics: LyricsMessages;
  readonly chords: ChordsMessages;
}
