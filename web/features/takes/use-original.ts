'use client';
import type { Analysis } from '@my-pitch/shared/analysis';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { isTerminal } from '@my-pitch/shared/status';
import { useMemo, useState } from 'react';
import { ApiProblem, getJob } from '../../lib/api/api-client.ts';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { useAnalysis } from '../pitch/use-analysis.ts';
import { areFresh } from '../song/use-fresh-links.ts';
import { useScore } from '../song/use-score.ts';

/** The original of a take. */
export interface Original {
  readonly links: ArtifactLinks;
  /** `gone`: it was deleted or has expired. */
  readonly status: 'loading' | 'ready' | 'failed' | 'gone';
  readonly score: Score | undefined;
  readonly analysis: Analysis | undefined;
}

/** Fetches a take's original: its score and its analysis. */
export function useOriginal(jobId: JobId): Original {
  const [isGone, setIsGone] = useState(false);
  const links = useMemo(() => linksOf(jobId, () => setIsGone(true)), [jobId]);
  const { value: score, hasFailed } = useScore(links);
  const { value: analysis } = useAnalysis(links);
  const status = isGone ? 'gone' : score ? 'ready' : hasFailed ? 'failed' : 'loading';
  return { links, status, score, analysis };
}

/** The links of a song, asked for again when they have become old. */
function linksOf(jobId: JobId, onGone: () => void): ArtifactLinks {
  let asked: { readonly links: ReturnType<ArtifactLinks>; readonly askedMs: number } | undefined;
  return async () => {
    if (!asked || !areFresh(asked.askedMs, Date.now())) {
      asked = { links: fetchLinks(jobId, onGone), askedMs: Date.now() };
    }
    try {
      return await asked.links;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}

async function fetchLinks(jobId: JobId, onGone: () => void): ReturnType<ArtifactLinks> {
  try {
    const view = await getJob(jobId);
    if (view.status === 'completed') return view.links;
    if (isTerminal(view.status)) onGone();
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'not-found') onGone();
    throw error;
  }
  throw new Error('The original has no result');
}
