import { expect, test } from 'vitest';
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

test('every text is there in both languages, and Korean ones are Korean', () => {
  const [english, korean] = [textsOf([en, songMessages.en]), textsOf([ko, songMessages.ko])];
  expect(korean).toHaveLength(english.length);
  expect([...english, ...korean].filter((text) => text.trim() === '')).toEqual([]);
  const withoutHangul = korean.filter((text) => !/[가-힣]/.test(text));
  expect(withoutHangul).toEqual(['English']);
});

test('the chosen language wins, then the browser’s first that we speak', () => {
  expect(pickLanguage('en', ['ko-KR'])).toBe('en');
  expect(pickLanguage(null, ['fr-FR', 'ko-KR', 'en'])).toBe('ko');
  expect(pickLanguage('xx', ['fr'])).toBe('en');
});

test('the script before the page picks the language as the page does', () => {
  const early = (chosen: string | null, preferred: string[]) => {
    const documentElement = { lang: '', dataset: {} as Record<string, string> };
    const run = new Function('localStorage', 'navigator', 'document', languageScript);
    run({ getItem: () => chosen }, { languages: preferred }, { documentElement });
    expect(documentElement.dataset.language).toBe(documentElement.lang);
    return documentElement.lang;
  };
  for (const chosen of [null, 'ko', 'en', 'xx']) {
    for (const preferred of [['ko-KR'], ['fr-FR', 'ko-KR', 'en'], ['EN-us', 'ko'], ['fr'], []]) {
      expect(early(chosen, preferred)).toBe(pickLanguage(chosen, preferred));
    }
  }
});
