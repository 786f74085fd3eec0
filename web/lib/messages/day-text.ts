import type { Language } from '@my-pitch/shared/language';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A date in the device's time zone. Not with `Intl`, whose first use takes 40 ms. */
export function dayText(date: Date, language: Language): string {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return language === 'ko'
    ? `${year}년 ${month + 1}월 ${day}일`
    : `${months[month]} ${day}, ${year}`;
}
