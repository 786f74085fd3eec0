import { z } from 'zod';
import { normaliseTitle } from '../title.ts';

const maxVerses = 9;
/** Of one note. More are lost when notes with words are deleted down to one. */
export const maxSyllablesOfNote = 1000;

/** A sung syllable of a note. A note without any, after one that has some, is held. */
export const syllableSchema = z.object({
  text: z
    .string()
    .min(1)
    .max(100)
    .refine((text) => normaliseTitle(text) === text, 'A syllable is one trimmed line of text'),
  /** Absent for the first verse. */
  verse: z.int().min(2).max(maxVerses).optional(),
  /** Whether its word goes on with the next syllable: a hyphen stands between them. */
  goesOn: z.literal(true).optional(),
  /** Whether the notes without words after it do not hold it: they have no words of the text. */
  stops: z.literal(true).optional(),
  /** What begins with it. A stanza begins with a line. */
  starts: z.enum(['line', 'stanza']).optional(),
});
export type Syllable = z.infer<typeof syllableSchema>;

/** The number of a syllable's verse, from 1. */
export function verseOf({ verse = 1 }: Pick<Syllable, 'verse'>): number {
  return verse;
}

/** The syllables of a note: verse by verse, and within a verse in the order in which they are sung. */
export const syllablesSchema = z.array(syllableSchema).min(1).max(maxSyllablesOfNote);

/** A syllable of a score. */
export const scoreSyllableSchema = syllableSchema.extend({
  /** Index into `Score.sungNotes`. */
  sungNote: z.int().nonnegative(),
});
export type ScoreSyllable = z.infer<typeof scoreSyllableSchema>;
