'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { songPath } from '../song/song-link.ts';
import { TakeResult } from './take-result.tsx';
import { useComparison } from './use-comparison.ts';
import { useTakesTexts } from './use-takes-texts.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;

export interface TakeCardProps {
  readonly view: CompletedView & { readonly takeOf: string };
  readonly links: ArtifactLinks;
  readonly player: PlayerControls;
}

/** How a take was sung, or why it was not compared, with a link to its original. */
export function TakeCard({ view, links, player }: TakeCardProps) {
  const texts = useTakesTexts();
  return (
    <section className="card no-print flex flex-col gap-5 p-5 sm:p-6" aria-labelledby="take">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="take" className="text-lg font-semibold">
          {texts.result}
        </h2>
        {view.notCompared !== 'original-gone' && (
          <Link href={songPath(view.takeOf)} className="button button-quiet">
            {texts.original}
          </Link>
        )}
      </div>
      {view.notCompared ? (
        <p className="rounded-xl bg-glow-soft p-4 font-medium">
          {texts.notCompared[view.notCompared]}
        </p>
      ) : (
        <Compared links={links}>
          {(comparison) => <TakeResult comparison={comparison} player={player} />}
        </Compared>
      )}
    </section>
  );
}

interface ComparedProps {
  readonly links: ArtifactLinks;
  readonly children: (comparison: Comparison) => ReactNode;
}

function Compared({ links, children }: ComparedProps) {
  const texts = useTakesTexts();
  const { value: comparison, hasFailed } = useComparison(links);
  if (comparison) return children(comparison);
  return (
    <p role={hasFailed ? 'alert' : 'status'} className="min-h-96 text-quiet">
      {hasFailed ? texts.failed : texts.loading}
    </p>
  );
}
