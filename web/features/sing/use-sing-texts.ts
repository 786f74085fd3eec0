'use client';
import type { Language } from '@my-pitch/shared/language';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import { type SingMessages, singEn } from './messages-en.ts';
import { singKo } from './messages-ko.ts';

/** The texts of singing along, which come with its script. */
export const singMessages: Readonly<Record<Language, SingMessages>> = { ko: singKo, en: singEn };

export function useSingTexts(): SingMessages {
  return singMessages[useLanguage()];
}
