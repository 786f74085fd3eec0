'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { useRecentSongs } from './use-recent-songs.ts';
import { useRemoval } from './use-removal.ts';

interface RemoveButtonProps {
  readonly jobId: JobId;
  /** `cancel` during processing, `delete` afterwards. */
  readonly kind: 'cancel' | 'delete';
  readonly onRemoved: () => Promise<unknown>;
}

/** Cancels or deletes a song after a confirmation. Shown only on the device that sent the song. */
export function RemoveButton({ jobId, kind, onRemoved }: RemoveButtonProps) {
  const { song, confirm } = useMessages();
  const own = useRecentSongs()?.find((candidate) => candidate.jobId === jobId);
  const { asked, state, ask, close, remove } = useRemoval(onRemoved);
  if (!own) return null;
  const texts =
    kind === 'cancel'
      ? { title: confirm.cancelTitle, text: confirm.cancelText, confirm: confirm.cancelNow }
      : { title: confirm.deleteTitle, text: confirm.deleteText, confirm: confirm.deleteNow };
  return (
    <>
      <button type="button" className="button button-quiet self-start" onClick={() => ask(own)}>
        {kind === 'cancel' ? song.cancel : song.remove}
      </button>
      <ConfirmDialog
        {...texts}
        isOpen={asked !== undefined}
        keep={confirm.keep}
        isBusy={state === 'busy'}
        problem={state === 'failed' ? confirm.failed : ''}
        onConfirm={() => void remove()}
        onClose={close}
      />
    </>
  );
}
