import type { JobId } from '@my-pitch/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Connect, type SongListener, SongSocket } from './song-socket.ts';

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const other = '5f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const view = { jobId, createdAt: '2026-01-02T03:04:05.000Z', status: 'cancelled' as const };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket whose connections the test opens and closes. */
function testSocket(random = 0.5) {
  const connections: (Parameters<Connect>[0] & { sent: unknown[]; isClosed: boolean })[] = [];
  const connect: Connect = (listener) => {
    const made = { ...listener, sent: [] as unknown[], isClosed: false };
    connections.push(made);
    return {
      send: (text) => made.sent.push(JSON.parse(text)),
      close: () => {
        made.isClosed = true;
      },
    };
  };
  const socket = new SongSocket(connect, () => random);
  const latest = () => {
    const connection = connections.at(-1);
    if (!connection) throw new Error('There is no connection');
    return connection;
  };
  const tell = (message: object) => latest().message(JSON.stringify(message));
  return { socket, connections, latest, tell };
}

function listener() {
  const heard: unknown[] = [];
  const add: SongListener = {
    onView: (seen) => heard.push(seen),
    onAsk: () => heard.push('ask'),
    onLive: (isLive) => heard.push(isLive ? 'live' : 'lost'),
  };
  return { ...add, heard };
}

it('follows songs on one connection and passes on what it hears of each', () => {
  const { socket, connections, latest, tell } = testSocket();
  const [one, two] = [listener(), listener()];
  socket.follow(jobId, one);
  socket.follow(other, two);
  latest().opened();
  expect(connections).toHaveLength(1);
  expect(latest().sent).toEqual([jobId, other].map((id) => ({ action: 'follow', jobId: id })));
  tell({ type: 'view', view });
  tell({ type: 'completed', jobId: other });
  expect([one.heard, two.heard]).toEqual([
    ['live', view],
    ['live', 'ask'],
  ]);
  latest().closed();
  expect([one.heard.at(-1), two.heard.at(-1)]).toEqual(['lost', 'lost']);
});

it('lets a page ask for a song that is refused', () => {
  const { socket, latest, tell } = testSocket();
  const one = listener();
  socket.follow(jobId, one);
  latest().opened();
  tell({ type: 'refused', jobId, code: 'too-many-follows' });
  expect(one.heard).toEqual(['ask']);
});

it.each([
  ['no JSON', '{'],
  ['a message of a newer version', '{"type":"song"}'],
  ['a message of the gateway', '{"message":"Forbidden","connectionId":"a","requestId":"b"}'],
  ['a refusal of no song', '{"type":"refused","code":"invalid-request"}'],
  [
    'a view that breaks its contract',
    JSON.stringify({ type: 'view', view: { ...view, jobId: 1 } }),
  ],
])('ignores %s', (_, text) => {
  const { socket, latest } = testSocket();
  const one = listener();
  socket.follow(jobId, one);
  latest().opened();
  latest().message(text);
  expect(one.heard).toEqual([]);
});

it.each([
  [0, 1000],
  [0.999, 2998],
])('comes back after a rest that depends on chance: %d', (random, milliseconds) => {
  const { socket, connections, latest } = testSocket(random);
  socket.follow(jobId, listener());
  latest().closed();
  vi.advanceTimersByTime(milliseconds - 1);
  expect(connections).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(connections).toHaveLength(2);
});

it('closes a silent connection and hears nothing more from it', () => {
  const { socket, connections, latest, tell } = testSocket();
  const one = listener();
  socket.follow(jobId, one);
  latest().opened();
  tell({ type: 'view', view });
  vi.advanceTimersByTime(60_000);
  expect([latest().isClosed, one.heard.at(-1)]).toEqual([true, 'lost']);
  const [dead] = connections;
  vi.advanceTimersByTime(2000);
  dead?.message(JSON.stringify({ type: 'view', view }));
  dead?.closed();
  expect([connections.length, one.heard.at(-1)]).toEqual([2, 'lost']);
});

it('keeps a song for its other listeners', () => {
  const { socket, latest, tell } = testSocket();
  const [one, two] = [listener(), listener()];
  const unfollow = socket.follow(jobId, one);
  socket.follow(jobId, two);
  latest().opened();
  unfollow();
  unfollow();
  tell({ type: 'view', view });
  expect([one.heard, two.heard]).toEqual([[], ['live', view]]);
});

it('tells a later listener that its song is live', () => {
  const { socket, latest, tell } = testSocket();
  socket.follow(jobId, listener());
  latest().opened();
  tell({ type: 'view', view });
  const late = listener();
  socket.follow(jobId, late);
  expect(late.heard).toEqual(['live']);
});

it('can be left while it passes something on', () => {
  const { socket, latest, tell } = testSocket();
  const unfollow = socket.follow(jobId, { ...listener(), onView: () => unfollow() });
  latest().opened();
  tell({ type: 'view', view });
  vi.advanceTimersByTime(5000);
  expect([latest().isClosed, vi.getTimerCount()]).toEqual([true, 0]);
});

it('closes before the page is frozen and connects when it is back', () => {
  const { socket, connections, latest } = testSocket();
  socket.follow(jobId, listener());
  latest().opened();
  socket.suspend();
  expect([latest().isClosed, vi.getTimerCount()]).toEqual([true, 0]);
  socket.wake();
  expect(connections).toHaveLength(2);
});
