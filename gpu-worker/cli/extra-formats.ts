/** Formats of a score that are written on request, each with its file. */
export const extraFormats = {
  abc: 'score.abc',
  'midi-chords': 'score-chords.mid',
  ultrastar: 'ultrastar.txt',
  lrc: 'words.lrc',
  'lrc-words': 'words-timed.lrc',
} as const;
/** Those that need words. */
export const wordFormats: ReadonlySet<string> = new Set(['ultrastar', 'lrc', 'lrc-words']);
export type ExtraFormat = keyof typeof extraFormats;
