import type { Language } from '@my-pitch/shared/language';
import { chordsEn } from '../../features/chords/messages-en.ts';
import { chordsKo } from '../../features/chords/messages-ko.ts';
import { correctionsEn } from '../../features/corrections/messages-en.ts';
import { correctionsKo } from '../../features/corrections/messages-ko.ts';
import { editingEn } from '../../features/editing/messages-en.ts';
import { editingKo } from '../../features/editing/messages-ko.ts';
import { lyricsEn } from '../../features/lyrics/messages-en.ts';
import { lyricsKo } from '../../features/lyrics/messages-ko.ts';
import { pitchEn } from '../../features/pitch/messages-en.ts';
import { pitchKo } from '../../features/pitch/messages-ko.ts';
import { playerEn } from '../../features/player/messages-en.ts';
import { playerKo } from '../../features/player/messages-ko.ts';
import { scoreEn } from '../../features/score/messages-en.ts';
import { scoreKo } from '../../features/score/messages-ko.ts';
import type { SongTexts } from './song-texts.ts';

export const songMessages: Readonly<Record<Language, SongTexts>> = {
  ko: {
    ...scoreKo,
    player: playerKo,
    pitch: pitchKo,
    editing: editingKo,
    corrections: correctionsKo,
    lyrics: lyricsKo,
    chords: chordsKo,
  },
  en: {
    ...scoreEn,
    player: playerEn,
    pitch: pitchEn,
    editing: editingEn,
    corrections: correctionsEn,
    lyrics: lyricsEn,
    chords: chordsEn,
  },
};
