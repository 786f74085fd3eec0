import { en as pagesEn } from '../lib/messages/en.ts';
import { ko as pagesKo } from '../lib/messages/ko.ts';
import { songMessages } from '../lib/messages/song-messages.ts';

// All texts of a language in one object.

export const ko = { ...pagesKo, ...songMessages.ko };
export const en = { ...pagesEn, ...songMessages.en };
export type Texts = typeof en;
