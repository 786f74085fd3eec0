import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stubWindow } from '../../lib/testing/render-hook.ts';
import { composeUploadForm, sendFile } from './send-file.ts';

const upload = { url: 'https://s3.example', fields: { key: 'k', policy: 'p' } };
const file = new Blob(['sound']);

/** An XMLHttpRequest whose events the test fires. */
class FakeRequest {
  static latest: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  status = 0;
  responseText = '';
  retryAfter: string | null = null;
  opened: readonly string[] = [];
  body: FormData | undefined;
  isAborted = false;

  constructor() {
    FakeRequest.latest = this;
  }
  getResponseHeader(): string | null {
    return this.retryAfter;
  }
  open(...opened: readonly string[]): void {
    this.opened = opened;
  }
  send(body: FormData): void {
    this.body = body;
  }
  abort(): void {
    this.isAborted = true;
    this.onabort?.();
    this.onloadend?.();
  }
  answer(status: number, responseText = ''): void {
    Object.assign(this, { status, responseText });
    this.onload?.();
    this.onloadend?.();
  }
}

let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  vi.useFakeTimers();
  page = stubWindow();
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function startSending() {
  const controller = new AbortController();
  const fractions: number[] = [];
  const done = sendFile(upload, file, {
    signal: controller.signal,
    onProgress: (fraction) => fractions.push(fraction),
  });
  done.catch(() => undefined);
  return { done, controller, fractions, request: FakeRequest.latest };
}

it('puts the file into the last field of the form', () => {
  expect([...composeUploadForm(upload, file).keys()]).toEqual(['key', 'policy', 'file']);
});

it('posts the form and reports progress as a fraction of its bytes', async () => {
  const { done, request, fractions } = startSending();
  expect(request.opened).toEqual(['POST', 'https://s3.example']);
  expect(request.body?.get('key')).toBe('k');
  request.upload.onprogress?.({ loaded: 0, total: 0 });
  request.upload.onprogress?.({ loaded: 1, total: 1 });
  request.upload.onprogress?.({ loaded: 5, total: 20 });
  request.answer(204);
  await done;
  expect(fractions).toEqual([0, 1, 0.25]);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [300, '', 'refused'],
  [403, '<Code>AccessDenied</Code>', 'refused'],
  [499, '', 'refused'],
  [500, '', 'network'],
  [503, '<Code>SlowDown</Code>', 'busy'],
  [429, '<html>', 'busy'],
  [400, '<Code>EntityTooLarge</Code>', 'too-large'],
])('an answer %d %s is %s', async (status, body, code) => {
  const { done, request } = startSending();
  request.answer(status, body);
  await expect(done).rejects.toMatchObject({ code });
});

it('waits as long as a busy storage says', async () => {
  const { done, request } = startSending();
  request.retryAfter = '7';
  request.answer(503);
  await expect(done).rejects.toMatchObject({ details: { problem: { retryAfterSeconds: 7 } } });
});

it('is lost when the request fails', async () => {
  const { done, request } = startSending();
  request.onerror?.();
  await expect(done).rejects.toMatchObject({ code: 'network' });
});

it('is lost when the device goes offline', async () => {
  const { done, request } = startSending();
  page.window.dispatchEvent(new Event('offline'));
  await expect(done).rejects.toMatchObject({ code: 'network' });
  expect(request.isAborted).toBe(true);
});

it('is lost after a minute without progress', async () => {
  const { done, request } = startSending();
  await vi.advanceTimersByTimeAsync(59_999);
  request.upload.onprogress?.({ loaded: 1, total: 2 });
  await vi.advanceTimersByTimeAsync(59_999);
  expect(request.isAborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(request.isAborted).toBe(true);
  await expect(done).rejects.toMatchObject({ code: 'network' });
});

it('stops with its signal', async () => {
  const { done, request, controller } = startSending();
  controller.abort();
  expect(request.isAborted).toBe(true);
  await expect(done).rejects.toMatchObject({ name: 'AbortError' });
});

it('leaves nothing behind after its end', async () => {
  const { done, request, controller } = startSending();
  request.answer(204);
  await done;
  request.upload.onprogress?.({ loaded: 2, total: 2 });
  controller.abort();
  page.window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(120_000);
  expect([request.isAborted, vi.getTimerCount()]).toEqual([false, 0]);
});

it('does not start after its signal was aborted', async () => {
  const aborted = { signal: AbortSignal.abort(), onProgress: () => undefined };
  await expect(sendFile(upload, file, aborted)).rejects.toMatchObject({ name: 'AbortError' });
});
