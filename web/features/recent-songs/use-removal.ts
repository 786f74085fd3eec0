'use client';
import { useCallback, useState } from 'react';
import { ApiProblem, deleteJob } from '../../lib/api/api-client.ts';
import { patiently } from '../../lib/api/patiently.ts';
import { deleteEdits } from '../editing/stored-edits.ts';
import { deleteSettings } from '../score/reading-settings.ts';
import { deleteTakesOf } from '../takes/takes-database.ts';
import { forgetSong, type RecentSong } from './recent-songs.ts';

/** Asks for confirmation, then deletes a song on the server and after that on this device. */
export function useRemoval(onRemoved: () => Promise<unknown>) {
  const [asked, setAsked] = useState<RecentSong>();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const ask = useCallback((song: RecentSong) => {
    setState('idle');
    setAsked(song);
  }, []);
  const close = useCallback(() => setAsked(undefined), []);
  const remove = async () => {
    if (!asked) return;
    setState('busy');
    try {
      await deleteUnlessGone(asked);
      forgetSong(asked.jobId);
      deleteEdits(asked.jobId);
      deleteSettings(asked.jobId);
      await deleteTakesOf(asked.jobId);
      setAsked(undefined);
      await onRemoved();
    } catch {
      setState('failed');
    }
  };
  return { asked, state, ask, close, remove };
}

async function deleteUnlessGone({ jobId, ownerToken }: RecentSong): Promise<void> {
  try {
    await patiently(() => deleteJob(jobId, ownerToken));
  } catch (error) {
    // The job is already deleted.
    if (!(error instanceof ApiProblem && error.problem.status === 404)) throw error;
  }
}
