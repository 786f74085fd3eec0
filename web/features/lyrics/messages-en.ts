import type { Widen } from '../../lib/messages/widen.ts';

export const lyricsEn = {
  open: 'Words',
  title: 'Words of the song',
  field: 'Words, one line for each line that is sung',
  hint: 'They are set under the notes, syllable by syllable. An LRC file also says when each line begins. A hyphen divides a word where you want it.',
  file: 'Open a text or LRC file',
  verse: 'Verse',
  verseNumber: (verse: number) => String(verse),
  set: 'Set under the notes',
  remove: 'Remove these words',
  done: (syllables: number) =>
    syllables === 1
      ? 'One syllable is under the notes.'
      : `${syllables} syllables are under the notes.`,
  removed: 'The words are removed.',
  tooMany: 'There are far more syllables than notes. Set only the words that are sung.',
  later: 'Verse 2 goes under the notes that have words of verse 1.',
  check: 'Listen, and correct what is wrong: choose a note under “Edit notes”, and move its word.',
  karaoke: 'Karaoke',
  closeKaraoke: 'Close the karaoke view',
  tools: 'Word',
  text: 'Word under this note',
  words: {
    previous: 'One back',
    next: 'One on',
    earlier: 'Pull closer',
    later: 'Hold longer',
    line: 'Line start',
  },
  actions: {
    previous: 'One back: move this syllable one note earlier',
    next: 'One on: move this syllable one note later',
    earlier: 'Pull closer: the syllables after this note come one note earlier',
    later: 'Hold longer: this note holds the syllable before it, and the others come later',
    line: 'Line start: the nearest line begins with this note',
  },
};
export type LyricsMessages = Widen<typeof lyricsEn>;
