'use client';
import type { Language } from '@my-pitch/shared/language';
import { createContext } from 'react';
import { builtLanguage } from './language-store.ts';

/** The language in which what is inside is shown. */
export const LanguageContext = createContext<Language>(builtLanguage);
