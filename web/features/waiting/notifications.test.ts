import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ko } from '../../lib/messages/ko.ts';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { askForNotifications, notificationStatus, notifyIfHidden } from './notifications.ts';
import { useDoneNotification } from './use-done-notification.ts';

class FakeNotification {
  static permission = 'granted';
  static shown: FakeNotification[] = [];
  static requestPermission = async () => 'granted';
  readonly text: string;
  readonly options: NotificationOptions;
  onclick?: () => void;
  isClosed = false;
  constructor(title: string, options: NotificationOptions) {
    this.text = `${title}: ${options.body}`;
    this.options = options;
    FakeNotification.shown.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
}

const focus = vi.fn();
let page: ReturnType<typeof stubWindow>;
beforeEach(() => {
  page = stubWindow({ window: { focus }, document: { hidden: true } });
  FakeNotification.permission = 'granted';
  FakeNotification.shown = [];
  vi.stubGlobal('Notification', FakeNotification);
});
afterEach(() => vi.unstubAllGlobals());

it('notifies about a hidden page, and leads back on a click', () => {
  notifyIfHidden('Done', 'a.mp3', 'job');
  const [notification] = FakeNotification.shown;
  expect([notification?.text, notification?.options.tag]).toEqual(['Done: a.mp3', 'job']);
  notification?.onclick?.();
  expect([focus.mock.calls.length, notification?.isClosed]).toEqual([1, true]);
});

it('does not notify about a visible page or without permission', () => {
  page.document.hidden = false;
  notifyIfHidden('Done', 'a.mp3', 'job');
  page.document.hidden = true;
  FakeNotification.permission = 'default';
  notifyIfHidden('Done', 'a.mp3', 'job');
  expect(FakeNotification.shown).toEqual([]);
});

it('works without notifications', async () => {
  vi.stubGlobal('Notification', undefined);
  Reflect.deleteProperty(globalThis, 'Notification');
  expect([notificationStatus(), await askForNotifications()]).toEqual([
    'unsupported',
    'unsupported',
  ]);
});

it('asks for permission', async () => {
  FakeNotification.permission = 'default';
  expect([notificationStatus(), await askForNotifications()]).toEqual(['default', 'granted']);
});

it('ignores a constructor that throws a TypeError, and no other error', () => {
  const failWith = (error: Error) => {
    const Failing = Object.assign(
      function fail() {
        throw error;
      },
      { permission: 'granted' },
    );
    vi.stubGlobal('Notification', Failing);
    return () => notifyIfHidden('Done', 'a.mp3', 'job');
  };
  expect(failWith(new TypeError('Illegal constructor'))).not.toThrow();
  expect(failWith(new RangeError('other'))).toThrow(RangeError);
});

const named = { jobId: 'job' as JobId, createdAt: '2026-01-02T03:04:05.000Z', fileName: 'a.mp3' };
const queued: JobView = { ...named, status: 'queued', position: 1 };
const failed: JobView = { ...named, status: 'failed', failureCode: 'no-audio' };
const completed: JobView = {
  ...named,
  status: 'completed',
  completedAt: named.createdAt,
  durationSeconds: 60,
  resultsExpireAt: named.createdAt,
  links: {},
  linksExpireAt: named.createdAt,
};
const processing: JobView = {
  ...named,
  status: 'processing',
  progress: { stage: 'pitch', stageFraction: 0, overallFraction: 0.5 },
};

it.each([
  ['queued to completed', [queued, completed], [`${ko.waiting.doneTitle}: a.mp3`]],
  ['processing to failed', [processing, failed], [`${ko.waiting.failedTitle}: a.mp3`]],
  ['completed from the start', [completed, completed], []],
  ['queued to processing', [undefined, queued, processing], []],
])('a job that goes from %s', async (_, views, texts) => {
  let view = views[0];
  const hook = await renderHook(() => useDoneNotification(view));
  for (const next of views.slice(1)) {
    view = next;
    await hook.rerender();
  }
  expect(FakeNotification.shown.map(({ text }) => text)).toEqual(texts);
});
