import { singMessages } from '../features/sing/use-sing-texts.ts';
import { takesMessages } from '../features/takes/use-takes-texts.ts';
import { en as pagesEn } from '../lib/messages/en.ts';
import { ko as pagesKo } from '../lib/messages/ko.ts';
import { songMessages } from '../lib/messages/song-messages.ts';

// All texts of a language in one object.

export const ko = {
  ...pagesKo,
  ...songMessages.ko,
  takes: takesMessages.ko,
  sing: singMessages.ko,
};
export const en = {
  ...pagesEn,
  ...songMessages.en,
  takes: takesMessages.en,
  sing: singMessages.en,
};
export type Texts = typeof en;
