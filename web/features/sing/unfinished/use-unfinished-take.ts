'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { useEffect, useRef } from 'react';
import { keepSungTake, type SungTake } from '../keep-sung-take.ts';
import { deleteUnfinishedTake, readUnfinishedTake } from './unfinished-takes.ts';

interface UnfinishedOptions {
  readonly songId: JobId;
  readonly score: Score;
  /** The notes of the song; nothing happens before they are known. */
  readonly reference: readonly ReferenceNote[] | undefined;
}

/** Finishes the take with which the page was left, once. */
export function useUnfinishedTake(
  { songId, score, reference }: UnfinishedOptions,
  onFound: (sung: SungTake) => void,
): void {
  const latest = useRef({ score, reference, onFound });
  useEffect(() => {
    latest.current = { score, reference, onFound };
  });
  const isKnown = reference !== undefined;
  useEffect(() => {
    if (!isKnown) return;
    let isObsolete = false;
    const find = async () => {
      const take = await readUnfinishedTake(songId);
      const { reference: notes, score: song, onFound: show } = latest.current;
      if (!take || !notes || isObsolete) return;
      const { takeId: id, ...head } = take.head;
      const sung = await keepSungTake({ id, ...head, score: song, heard: take.heard(notes) });
      await deleteUnfinishedTake(songId);
      if (sung && !isObsolete) show(sung);
    };
    void find().catch(() => undefined);
    return () => {
      isObsolete = true;
    };
  }, [songId, isKnown]);
}
