import { expect, it } from 'vitest';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { languageScript } from './language-script.ts';
import { pickLanguage } from './language-store.ts';
import { songMessages } from './song-messages.ts';

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [value('2', '3') as string];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}

it('every text exists in both languages, and Korean ones contain Hangul', () => {
  const [english, korean] = [textsOf([en, songMessages.en]), textsOf([ko, songMessages.ko])];
  expect(korean).toHaveLength(english.length);
  expect([...english, ...korean].filter((text) => text.trim() === '')).toEqual([]);
  const withoutHangul = korean.filter((text) => !/[가-힣]/.test(text));
  expect(withoutHangul).toEqual(['English']);
});

it('the chosen language comes first, then the browser’s first supported one', () => {
  expect(pickLanguage('en', ['ko-KR'])).toBe('en');
  expect(pickLanguage(null, ['fr-FR', 'ko-KR', 'en'])).toBe('ko');
  expect(pickLanguage('xx', ['fr'])).toBe('en');
});

it('the script in the head picks the same language as the page', () => {
  const pickedByScript = (chosen: string | null, preferred: string[]) => {
    const documentElement = { lang: '', dataset: {} as Record<string, string> };
    const run = new Function('localStorage', 'navigator', 'document', languageScript);
    run({ getItem: () => chosen }, { languages: preferred }, { documentElement });
    expect(documentElement.dataset.language).toBe(documentElement.lang);
    return documentElement.lang;
  };
  for (const chosen of [null, 'ko', 'en', 'xx']) {
    for (const preferred of [['ko-KR'], ['fr-FR', 'ko-KR', 'en'], ['EN-us', 'ko'], ['fr'], []]) {
      expect(pickedByScript(chosen, preferred)).toBe(pickLanguage(chosen, preferred));
    }
  }
});
