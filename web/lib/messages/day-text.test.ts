import { expect, it } from 'vitest';
import { dayText } from './day-text.ts';

it('writes a date as is usual in the language', () => {
  const day = new Date(2026, 11, 4);
  expect(dayText(day, 'en')).toBe('Dec 4, 2026');
  expect(dayText(day, 'ko')).toBe('2026년 12월 4일');
});
