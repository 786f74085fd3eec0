import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
});
afterEach(() => vi.unstubAllGlobals());

it('keeps the chosen language and reports each choice', async () => {
  vi.stubGlobal('localStorage', memoryStorage());
  const { chooseLanguage, currentLanguage, subscribeLanguage } = await import(
    './language-store.ts'
  );
  expect(currentLanguage()).toBe('en');
  let changes = 0;
  const unsubscribe = subscribeLanguage(() => {
    changes += 1;
  });
  chooseLanguage('ko');
  expect([currentLanguage(), localStorage.getItem('my-pitch.language'), changes]).toEqual([
    'ko',
    'ko',
    1,
  ]);
  unsubscribe();
  chooseLanguage('en');
  expect([currentLanguage(), changes]).toEqual(['en', 1]);
});

it('keeps the choice until the page closes when storage is blocked', async () => {
  vi.stubGlobal('localStorage', memoryStorage(0));
  const { chooseLanguage, currentLanguage } = await import('./language-store.ts');
  chooseLanguage('ko');
  expect(currentLanguage()).toBe('ko');
});
