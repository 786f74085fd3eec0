import type { CreateJobResponse } from '@my-pitch/shared/api';
import { unavailableProblem } from '../../lib/api/problem-of.ts';
import { UploadProblem } from './upload-problem.ts';

/** Without progress for this long the connection is lost, even if the browser has not noticed. */
const stallTimeoutMs = 60_000;

interface SendFileOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/**
 * Posts the file directly to S3. It uses XMLHttpRequest because fetch does not report upload progress.
 * @throws {UploadProblem} `network`, `busy`, `too-large` or `refused`.
 * @throws {DOMException} `AbortError` when the signal aborts.
 */
export function sendFile(
  upload: CreateJobResponse['upload'],
  file: Blob,
  { signal, onProgress }: SendFileOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const ended = new AbortController();
    const failAsLost = () => {
      reject(new UploadProblem('network'));
      request.abort();
    };
    const restartStallTimer = startStallTimer(failAsLost, ended.signal);
    signal.addEventListener('abort', () => request.abort(), { signal: ended.signal });
    window.addEventListener('offline', failAsLost, { signal: ended.signal });
    request.upload.onprogress = ({ loaded, total }) => {
      restartStallTimer();
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => (request.status < 300 ? resolve() : reject(refusalOf(request)));
    request.onerror = () => reject(new UploadProblem('network'));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.onloadend = () => ended.abort();
    request.open('POST', upload.url);
    request.send(composeUploadForm(upload, file));
  });
}

/** The form of a presigned POST: every signed field, then the file. S3 ignores fields after the file. */
export function composeUploadForm(upload: CreateJobResponse['upload'], file: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

function refusalOf(request: XMLHttpRequest): UploadProblem {
  const { status, responseText } = request;
  if (responseText.includes('EntityTooLarge')) return new UploadProblem('too-large');
  // S3 answers 503 Slow Down while it adapts to more requests.
  const problem = unavailableProblem(status, request.getResponseHeader('retry-after'));
  if (problem) return new UploadProblem('busy', { problem });
  return new UploadProblem(status >= 500 ? 'network' : 'refused');
}

/** Calls `onStall` after {@link stallTimeoutMs}; the returned function restarts the timer. */
function startStallTimer(onStall: () => void, ended: AbortSignal): () => void {
  let timer = setTimeout(onStall, stallTimeoutMs);
  ended.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    if (!ended.aborted) timer = setTimeout(onStall, stallTimeoutMs);
  };
}
