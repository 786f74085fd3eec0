'use client';
import type { JobId } from '@my-pitch/shared/ids';
import Link from 'next/link';
import { songPath } from '../song/song-link.ts';
import { useJob } from '../song/use-job.ts';
import { useTakesTexts } from './use-takes-texts.ts';

const inWork: readonly string[] = ['awaiting-upload', 'queued', 'processing'];

/** Says that a waiting take waits for its original, while that is in work. */
export function WaitsForOriginal({ jobId }: { jobId: JobId }) {
  const texts = useTakesTexts();
  const { view } = useJob(jobId);
  const waits = view !== undefined && inWork.includes(view.status);
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 empty:hidden">
      {waits && (
        <>
          <p className="min-w-[min(15rem,100%)] flex-1">{texts.waitsForOriginal}</p>
          <Link href={songPath(jobId)} className="button button-quiet">
            {texts.original}
          </Link>
        </>
      )}
    </div>
  );
}
