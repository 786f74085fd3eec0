'use client';
import type { Language } from '@my-pitch/shared/language';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import { type TakesMessages, takesEn } from './messages-en.ts';
import { takesKo } from './messages-ko.ts';

/** The texts of takes, which come with their scripts: other pages do without them. */
export const takesMessages: Readonly<Record<Language, TakesMessages>> = {
  ko: takesKo,
  en: takesEn,
};

export function useTakesTexts(): TakesMessages {
  return takesMessages[useLanguage()];
}
