import { z } from 'zod';

/** The languages of the user interface. */
export const languages = ['ko', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** One text in every language. */
export type LocalizedText = Readonly<Record<Language, string>>;
