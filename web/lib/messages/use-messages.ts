'use client';
import type { Language } from '@my-pitch/shared/language';
import { useContext } from 'react';
import type { Messages } from './en.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { LanguageContext } from './language-context.ts';

const messages: Readonly<Record<Language, Messages>> = { ko, en };

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The texts in the user's language. */
export function useMessages(): Messages {
  return messages[useLanguage()];
}
