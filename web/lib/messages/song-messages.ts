import type { Language } from '@my-pitch/shared/language';
import { editingEn } from '../../features/editing/messages-en.ts';
import { editingKo } from '../../features/editing/messages-ko.ts';
import { pitchEn } from '../../features/pitch/pitch-en.ts';
import { pitchKo } from '../../features/pitch/pitch-ko.ts';
import { playerEn } from '../../features/player/player-en.ts';
import { playerKo } from '../../features/player/player-ko.ts';
import { scoreEn } from '../../features/score/score-en.ts';
import { scoreKo } from '../../features/score/score-ko.ts';
import type { SongTexts } from './song-texts.ts';

export const songMessages: Readonly<Record<Language, SongTexts>> = {
  ko: { ...scoreKo, player: playerKo, pitch: pitchKo, editing: editingKo },
  en: { ...scoreEn, player: playerEn, pitch: pitchEn, editing: editingEn },
};
