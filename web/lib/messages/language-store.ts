import { type Language, languageSchema } from '@my-pitch/shared/language';

export const languageStorageKey = 'my-pitch.language';
const listeners = new Set<() => void>();
/** Holds where the browser keeps nothing. */
let chosenHere: Language | undefined;

/** The language in which pages are built, before the browser's own is known. */
export const builtLanguage: Language = 'ko';

/** The language the singer chose, else the first of the browser's that we speak, else English. */
export function pickLanguage(chosen: string | null, preferred: readonly string[]): Language {
  const parsed = languageSchema.safeParse(chosen);
  if (parsed.success) return parsed.data;
  for (const tag of preferred) {
    const known = languageSchema.safeParse(tag.slice(0, 2).toLowerCase());
    if (known.success) return known.data;
  }
  return 'en';
}

export function currentLanguage(): Language {
  const chosen = localStorage.getItem(languageStorageKey) ?? chosenHere ?? null;
  return pickLanguage(chosen, navigator.languages);
}

export function chooseLanguage(language: Language): void {
  chosenHere = language;
  try {
    localStorage.setItem(languageStorageKey, language);
  } catch {
    // The next visit begins in the browser's language again.
  }
  for (const listener of listeners) listener();
}

export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
