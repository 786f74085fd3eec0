'use client';
import type { Language } from '@my-pitch/shared/language';
import { useContext } from 'react';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { LanguageContext } from './language-context.ts';
import type { Messages } from './en.ts';

const messages: Readonly<Record<Language, Messages>> = { ko, en };

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The texts in the singer's language; changes with it. */
export function useMessages(): Messages {
  return messages[useLanguage()];
}
