import { languages } from '@my-pitch/shared/language';
import { languageStorageKey } from './language-store.ts';

/**
 * Sets the language before the first paint, by the rule of `pickLanguage`. An inline script of the
 * page's head: an external one would run too late.
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
