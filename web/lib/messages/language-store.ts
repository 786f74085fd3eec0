import { type Language, languageSchema } from '@my-pitch/shared/language';

export const languageStorageKey = 'my-pitch.language';
const listeners = new Set<() => void>();
/** The choice when the browser blocks storage. */
let chosenHere: Language | undefined;

/** The language of the first render, before the browser's is known. */
export const builtLanguage: Language = 'ko';

/** The chosen language, or the first of the browser's that is supported, or English. */
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
    // Without storage the choice lasts until the page closes.
  }
  for (const listener of listeners) listener();
}

export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
