import type { CreateJobResponse } from '@my-pitch/shared/api';
import { composeUploadForm } from './upload-form.ts';
import { UploadProblem } from './upload-problem.ts';

/** A connection over which nothing moves for so long is lost, though the browser may hope on. */
const stallTimeoutMs = 60_000;

interface SendFileOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/**
 * Posts the file straight to storage. XMLHttpRequest, because fetch cannot tell how much of a body
 * has been sent.
 * @throws {UploadProblem} `network` or `refused`.
 * @throws {DOMException} `AbortError` when the signal stops it.
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
    const lose = () => {
      reject(new UploadProblem('network'));
      request.abort();
    };
    const watchdog = watchFor(lose, ended.signal);
    signal.addEventListener('abort', () => request.abort(), { signal: ended.signal });
    window.addEventListener('offline', lose, { signal: ended.signal });
    request.upload.onprogress = ({ loaded, total }) => {
      watchdog();
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

function refusalOf({ status, responseText }: XMLHttpRequest): UploadProblem {
  if (responseText.includes('EntityTooLarge')) return new UploadProblem('too-large');
  // S3 asks to slow down, or is unwell for a moment.
  return new UploadProblem(status >= 500 ? 'network' : 'refused');
}

/** Calls `lose` when the answer, the watchdog's feeding, stays away for too long. */
function watchFor(lose: () => void, ended: AbortSignal): () => void {
  let timer = setTimeout(lose, stallTimeoutMs);
  ended.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    if (!ended.aborted) timer = setTimeout(lose, stallTimeoutMs);
  };
}
