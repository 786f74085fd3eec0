'use client';
import { useMemo } from 'react';
import { dayText } from '../../lib/messages/moment-text.ts';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { tempoWord } from './tempo-words.ts';
import { asSung } from './transposing/transposition.ts';
import type { ReadScore } from './use-reading.ts';

/** The texts below the title on paper; empty where there is nothing to say. */
export interface PageDetails {
  /** `Andante` */
  readonly tempo: string;
  /** The instrument whose part this is: `Clarinet in B♭`; empty at concert pitch. */
  readonly part: string;
  readonly date: string;
}

/** What paper says about the shown score, dated today. */
export function usePageDetails({ shown, reading: { instrument } }: ReadScore): PageDetails {
  const { score: texts } = useSongMessages();
  const language = useLanguage();
  return useMemo(() => {
    const word = tempoWord(shown);
    return {
      tempo: shown.tempos[0]?.swing ? texts.swung(word) : word,
      part: instrument === asSung.instrument ? '' : texts.instruments[instrument],
      date: dayText(new Date(), language),
    };
  }, [shown, instrument, texts, language]);
}
