import type { Language } from '@my-pitch/shared/language';
import { editingEn } from './editing-en.ts';
import { editingKo } from './editing-ko.ts';
import { pitchEn } from './pitch-en.ts';
import { pitchKo } from './pitch-ko.ts';
import { playerEn } from './player-en.ts';
import { playerKo } from './player-ko.ts';
import { scoreEn } from './score-en.ts';
import { scoreKo } from './score-ko.ts';
import type { SongTexts } from './song-texts.ts';

export const songMessages: Readonly<Record<Language, SongTexts>> = {
  ko: { ...scoreKo, player: playerKo, pitch: pitchKo, editing: editingKo },
  en: { ...scoreEn, player: playerEn, pitch: pitchEn, editing: editingEn },
};
