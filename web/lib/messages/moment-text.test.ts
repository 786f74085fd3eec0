import { expect, it } from 'vitest';
import { dayText, momentText, nameOfMoment } from './moment-text.ts';

const now = new Date(2026, 11, 4, 16, 20);
const both = (date: Date) => [momentText(date, now, 'en'), momentText(date, now, 'ko')];

it.each([
  [new Date(2026, 11, 4, 0, 5), 'Today, 12:05 am', '오늘 오전 12:05'],
  [new Date(2026, 11, 4, 16, 20), 'Today, 4:20 pm', '오늘 오후 4:20'],
  [new Date(2026, 11, 3, 23, 59), 'Yesterday', '어제'],
  [new Date(2026, 11, 2, 1), 'Wednesday', '수요일'],
  [new Date(2026, 10, 28, 23), 'Saturday', '토요일'],
  [new Date(2026, 10, 27, 23), 'November 27', '11월 27일'],
  [new Date(2025, 11, 4), 'December 4, 2025', '2025년 12월 4일'],
  // The clock of the device was corrected backwards since.
  [new Date(2026, 11, 6), 'December 6', '12월 6일'],
])('%s is “%s”, “%s”', (date, english, korean) => {
  expect(both(date)).toEqual([english, korean]);
});

it('names a moment without characters that file systems forbid', () => {
  expect(nameOfMoment(new Date(2026, 0, 2, 12, 4), 'en')).toBe('January 2, 12.04 pm');
  expect(nameOfMoment(new Date(2026, 0, 2, 3, 4), 'ko')).toBe('1월 2일 오전 3시 4분');
});

it('writes a date as is usual in the language', () => {
  const day = new Date(2026, 11, 4);
  expect(dayText(day, 'en')).toBe('Dec 4, 2026');
  expect(dayText(day, 'ko')).toBe('2026년 12월 4일');
});
