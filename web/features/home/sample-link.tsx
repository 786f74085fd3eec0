'use client';
import Link from 'next/link';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { samplePath } from '../song/song-link.ts';

/** Opens the sample song, for users who have none at hand. */
export function SampleLink() {
  const { home } = useMessages();
  return (
    <div className="flex flex-wrap items-center self-start gap-x-4 gap-y-2">
      <Link href={samplePath} className="button button-quiet">
        {home.sample}
      </Link>
      <p className="text-sm text-quiet">{home.sampleHint}</p>
    </div>
  );
}
