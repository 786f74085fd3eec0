import type { Language } from '@my-pitch/shared/language';

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const weekdays = {
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
  ko: '일요일 월요일 화요일 수요일 목요일 금요일 토요일'.split(' '),
} as const;
const dayMs = 24 * 3600 * 1000;

// Not with `Intl`, whose first use takes 40 ms.

/** When something happened, in words, in the device's time zone: `Today, 4:20 pm`, `Friday`, `December 4`. */
export function momentText(date: Date, now: Date, language: Language): string {
  const isKorean = language === 'ko';
  const days = Math.round((midnightOf(now) - midnightOf(date)) / dayMs);
  if (days === 0) {
    return isKorean ? `오늘 ${clock(date, language, ':')}` : `Today, ${clock(date, language, ':')}`;
  }
  if (days === 1) return isKorean ? '어제' : 'Yesterday';
  if (days > 1 && days < 7) return weekdays[language][date.getDay()] ?? '';
  const day = monthAndDay(date, language);
  const year = date.getFullYear();
  if (year === now.getFullYear()) return day;
  return isKorean ? `${year}년 ${day}` : `${day}, ${year}`;
}

/** A date in the device's time zone: `Dec 4, 2026`. */
export function dayText(date: Date, language: Language): string {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return language === 'ko'
    ? `${year}년 ${month + 1}월 ${day}일`
    : `${months[month]?.slice(0, 3)} ${day}, ${year}`;
}

/** Day and time in words, fit for a file name, which may hold no colon: `December 4, 4.20 pm`. */
export function nameOfMoment(date: Date, language: Language): string {
  const day = monthAndDay(date, language);
  if (language === 'ko') {
    return `${day} ${halfOfDay(date, language)} ${hour12(date)}시 ${date.getMinutes()}분`;
  }
  return `${day}, ${clock(date, language, '.')}`;
}

function monthAndDay(date: Date, language: Language): string {
  const [month, day] = [date.getMonth(), date.getDate()];
  return language === 'ko' ? `${month + 1}월 ${day}일` : `${months[month]} ${day}`;
}

function clock(date: Date, language: Language, separator: string): string {
  const time = `${hour12(date)}${separator}${String(date.getMinutes()).padStart(2, '0')}`;
  const half = halfOfDay(date, language);
  return language === 'ko' ? `${half} ${time}` : `${time} ${half}`;
}

function hour12(date: Date): number {
  return date.getHours() % 12 || 12;
}

function halfOfDay(date: Date, language: Language): string {
  const isMorning = date.getHours() < 12;
  if (language === 'ko') return isMorning ? '오전' : '오후';
  return isMorning ? 'am' : 'pm';
}

function midnightOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
