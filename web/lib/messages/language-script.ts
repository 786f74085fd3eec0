import { languages } from '@my-pitch/shared/language';
import { languageStorageKey } from './language-store.ts';

/**
 * Decides on the language before anything is painted, as `pickLanguage` does afterwards. Written
 * into the page, since a script of its own would come too late.
 */
export const languageScript = `(() => {
  const known = ${JSON.stringify(languages)};
  let chosen;
  try { chosen = localStorage.getItem(${JSON.stringify(languageStorageKey)}); } catch {}
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  const language = [chosen, ...preferred].find((each) => known.includes(each)) ?? 'en';
  document.documentElement.lang = language;
  document.documentElement.dataset.language = language;
})()`;
