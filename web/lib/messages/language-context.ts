'use client';
import type { Language } from '@my-pitch/shared/language';
import { createContext } from 'react';
import { builtLanguage } from './language-store.ts';

/** The language of the components inside. */
export const LanguageContext = createContext<Language>(builtLanguage);
