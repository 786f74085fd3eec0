/** Formats of a score that are written on request, each with its file. */
export const extraFormats = {
  abc: 'score.abc',
  ultrastar: 'ultrastar.txt',
  lrc: 'words.lrc',
  'lrc-words': 'words-timed.lrc',
} as const;
export type ExtraFormat = keyof typeof extraFormats;
