'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Level } from '@my-pitch/shared/scoring/levels';
import Link from 'next/link';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CrossIcon } from '../../components/cross-icon.tsx';
import { momentText } from '../../lib/messages/moment-text.ts';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import { saveBlob } from '../export/download-item.ts';
import { songPath } from '../song/song-link.ts';
import { historyFile, trendOf } from './history.ts';
import { deleteTake, type StoredTake } from './stored-takes.ts';
import { TrendPicture } from './trend-picture.tsx';
import { useStoredTakes } from './use-stored-takes.ts';
import { useTakesTexts } from './use-takes-texts.ts';

interface TakeHistoryProps {
  readonly songId: JobId;
  readonly level: Level;
  /** The take that the page shows. */
  readonly current?: string;
}

/** Takes that are listed before the others are asked for. */
const shownTakes = 5;

/** The takes of a song on this device: how the points change, each take, and their file. */
export function TakeHistory({ songId, level, current }: TakeHistoryProps) {
  const texts = useTakesTexts();
  const takes = useStoredTakes(songId);
  const [isLong, setIsLong] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const trend = trendOf(takes, level);
  if (!trend) return null;
  const deleteAll = async () => {
    for (const { id } of takes) await deleteTake(id);
    setIsAsked(false);
  };
  return (
    <section aria-labelledby="take-history">
      <h3 id="take-history" className="font-semibold">
        {texts.history}
      </h3>
      <p className="text-sm text-quiet">{texts.historyHint}</p>
      {takes.length > 1 && <TrendPicture trend={trend} />}
      <ul className="divide-y divide-line">
        {takes.slice(0, isLong ? takes.length : shownTakes).map((take) => (
          <TakeRow key={take.id} take={take} level={level} isCurrent={take.id === current} />
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        {takes.length > shownTakes && !isLong && (
          <button type="button" className="button button-quiet" onClick={() => setIsLong(true)}>
            {texts.allTakes(takes.length)}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          onClick={() => saveBlob(historyFile(takes), 'my-pitch-takes.json')}
        >
          {texts.exportTakes}
        </button>
        <button type="button" className="button button-quiet" onClick={() => setIsAsked(true)}>
          {texts.deleteAll}
        </button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={texts.deleteTitle}
        text={texts.deleteText}
        keep={texts.keepTakes}
        confirm={texts.deleteAll}
        isBusy={false}
        problem=""
        onConfirm={() => void deleteAll()}
        onClose={() => setIsAsked(false)}
      />
    </section>
  );
}

interface TakeRowProps {
  readonly take: StoredTake;
  readonly level: Level;
  readonly isCurrent: boolean;
}

function TakeRow({ take, level, isCurrent }: TakeRowProps) {
  const texts = useTakesTexts();
  const language = useLanguage();
  const { id, jobId, recordedAt, comparison } = take;
  const moment = momentText(new Date(recordedAt), new Date(), language);
  const { semitones, octaves } = comparison.transposition;
  return (
    <li className="flex items-center gap-x-4 py-1" aria-current={isCurrent ? 'true' : undefined}>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4">
        <span className="min-w-16 shrink-0 font-semibold tabular-nums">
          {texts.points(Math.round(comparison.overall[level]))}
        </span>
        <span className="flex min-w-[min(10rem,100%)] flex-1 flex-wrap items-baseline gap-x-4">
          <time dateTime={recordedAt} className={`sm:min-w-32 ${isCurrent ? 'font-semibold' : ''}`}>
            {jobId && !isCurrent ? (
              <Link href={songPath(jobId)} className="underline underline-offset-4 hover:text-leaf">
                {moment}
              </Link>
            ) : (
              moment
            )}
          </time>
          <span className="text-sm text-quiet">
            {jobId ? texts.sent : texts.sungAlong} · {texts.key(semitones, octaves)}
          </span>
        </span>
      </span>
      <button
        type="button"
        className="icon-button shrink-0"
        aria-label={texts.deleteOne(moment)}
        title={texts.deleteOne(moment)}
        onClick={() => void deleteTake(id)}
      >
        <CrossIcon />
      </button>
    </li>
  );
}
