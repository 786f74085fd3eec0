'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { useLoaded } from '../../lib/offline/use-loaded.ts';
import type { TakeCardProps } from './take-card.tsx';

const loadTakeCard = () => import('./take-card.tsx');
const loadCompareCard = () => import('./compare-card.tsx');

/** The result of a take. */
export function LazyTakeCard(props: TakeCardProps) {
  const { value: part, hasFailed } = useLoaded(loadTakeCard);
  return part ? <part.TakeCard {...props} /> : <Empty hasFailed={hasFailed} height="min-h-96" />;
}

/** The card that sends a take of a song. */
export function LazyCompareCard({ jobId }: { jobId: JobId }) {
  const { value: part, hasFailed } = useLoaded(loadCompareCard);
  return part ? (
    <part.CompareCard jobId={jobId} />
  ) : (
    <Empty hasFailed={hasFailed} height="min-h-56" />
  );
}

function Empty({ hasFailed, height }: { hasFailed: boolean; height: string }) {
  const { song } = useMessages();
  return (
    <div className={`card no-print p-5 text-quiet ${height}`}>
      {hasFailed && <p role="status">{song.unloadedText}</p>}
    </div>
  );
}
