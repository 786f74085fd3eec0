'use client';
import type { JobView } from '@my-pitch/shared/api';
import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Language } from '@my-pitch/shared/language';
import { useCallback, useMemo } from 'react';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';

/** Names the sample's corrections on this device. No job has this id. */
export const sampleJobId = jobIdSchema.parse('5a000000-0000-4000-8000-000000000000');

/** The sample song in the form of a finished job. `localstack/make-sample.ts` makes its artifacts. */
export function useSample() {
  const { home } = useMessages();
  const language = useLanguage();
  const view = useMemo(() => sampleView(`${home.sampleName}.m4a`, language), [home, language]);
  const refresh = useCallback(async (): Promise<JobView> => view, [view]);
  return { view, refresh };
}

/** @param fileName the sample's name, which the page shows until the score is loaded. */
export function sampleView(fileName: string, language: Language) {
  const far = '2999-01-01T00:00:00.000Z';
  return {
    jobId: sampleJobId,
    fileName,
    status: 'completed',
    createdAt: '2026-01-01T00:00:00.000Z',
    completedAt: '2026-01-01T00:00:00.000Z',
    durationSeconds: 16,
    resultsExpireAt: far,
    linksExpireAt: far,
    links: {
      'score.json': `/sample/score-${language}.json`,
      'analysis.json': '/sample/analysis.json',
      'vocals.m4a': '/sample/vocals.m4a',
      'accompaniment.m4a': '/sample/accompaniment.m4a',
    },
  } as const satisfies JobView;
}
