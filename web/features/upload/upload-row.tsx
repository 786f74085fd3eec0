'use client';
import Link from 'next/link';
import { CrossIcon } from '../../components/cross-icon.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { songPath } from '../song/song-link.ts';
import { isRetryable, uploadProblemText } from './upload-problem.ts';
import type { Upload } from './upload-queue.ts';
import { useUploadText } from './use-upload-text.ts';
import { uploadQueue } from './use-uploads.ts';

/** One upload with its status and its buttons. */
export function UploadRow({ upload }: { upload: Upload }) {
  const messages = useMessages();
  const { song, state } = upload;
  const fraction = 'fraction' in state ? state.fraction : 0;
  const isActive = 'fraction' in state || state.status === 'paused';
  return (
    <li className="flex flex-col gap-2 p-4 sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <p className="truncate font-semibold">{song.file.name}</p>
        <RowButton upload={upload} />
      </div>
      {upload.isResumed && <p className="text-sm">{messages.upload.resumed}</p>}
      {isActive && <ProgressBar fraction={fraction} label={song.file.name} />}
      {state.status === 'refused' ? (
        <div role="alert" className="rounded-xl bg-danger-soft p-4">
          <p className="font-medium">{uploadProblemText(state.problem, messages)}</p>
          {isRetryable(state.problem) && (
            <button
              type="button"
              className="button button-quiet mt-3"
              onClick={() => uploadQueue.retry(upload.id)}
            >
              {messages.upload.again}
            </button>
          )}
        </div>
      ) : (
        <StatusLine upload={upload} />
      )}
    </li>
  );
}

function StatusLine({ upload: { state } }: { upload: Upload }) {
  const { upload } = useMessages();
  const text = useUploadText(state);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="min-w-[min(9rem,100%)] flex-1 text-sm text-quiet tabular-nums">{text}</p>
      {state.status === 'paused' && (
        <button type="button" className="button button-quiet" onClick={state.pause.retryNow}>
          {upload.now}
        </button>
      )}
    </div>
  );
}

function RowButton({ upload: { id, song, state } }: { upload: Upload }) {
  const { upload } = useMessages();
  if (state.status === 'sent') {
    return (
      <Link
        href={songPath(state.jobId)}
        className="button button-quiet shrink-0"
        onClick={() => uploadQueue.remove(id)}
      >
        {upload.open}
      </Link>
    );
  }
  if (state.status === 'refused') {
    return (
      <button
        type="button"
        className="icon-button"
        aria-label={upload.dismiss(song.file.name)}
        onClick={() => uploadQueue.remove(id)}
      >
        <CrossIcon />
      </button>
    );
  }
  return (
    <button
      type="button"
      className="button button-quiet shrink-0"
      onClick={() => uploadQueue.remove(id)}
    >
      {upload.cancel}
    </button>
  );
}
