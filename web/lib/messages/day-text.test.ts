import { expect, test } from 'vitest';
import { dayText } from './day-text.ts';

test('a day is written as the language does', () => {
  const day = new Date(2026, 11, 4);
  expect(dayText(day, 'en')).toBe('Dec 4, 2026');
  expect(dayText(day, 'ko')).toBe('2026년 12월 4일');
});
