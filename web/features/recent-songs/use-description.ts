'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { Score } from '@my-pitch/shared/score';
import { useEffect } from 'react';
import { describeSong } from './recent-songs.ts';
import { tinyMelody } from './tiny-melody.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;

/** Keeps what the list of recent songs shows of an opened song: its title, length and melody. */
export function useDescription(
  { jobId, durationSeconds }: CompletedView,
  score: Score | undefined,
): void {
  useEffect(() => {
    if (!score) return;
    describeSong(jobId, { title: score.title, durationSeconds, melody: tinyMelody(score) });
  }, [jobId, durationSeconds, score]);
}
