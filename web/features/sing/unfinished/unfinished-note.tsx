'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { useEffect, useState } from 'react';
import { useSongMessages } from '../../../lib/messages/use-song-messages.ts';
import { hasUnfinishedTake } from './has-unfinished-take.ts';

interface UnfinishedNoteProps {
  readonly songId: JobId;
  /** Opens the room, which finishes and shows the take. */
  readonly onOpen: () => void;
}

/** Says that the page was left while someone sang, and that the take is there. */
export function UnfinishedNote({ songId, onOpen }: UnfinishedNoteProps) {
  const { player: texts } = useSongMessages();
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    void hasUnfinishedTake(songId).then(setIsThere);
  }, [songId]);
  return (
    <div role="status" className="no-print empty:hidden">
      {isThere && (
        <div className="card flex flex-wrap items-center justify-between gap-x-6 gap-y-3 p-4 sm:px-6">
          <p className="max-w-prose">{texts.unfinished}</p>
          <button type="button" className="button button-quiet" onClick={onOpen}>
            {texts.showUnfinished}
          </button>
        </div>
      )}
    </div>
  );
}
