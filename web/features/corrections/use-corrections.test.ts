import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { type JobId, ownerTokenSchema } from '@my-pitch/shared/ids';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { advance } from '../editing/history.ts';
import { rememberSong } from '../recent-songs/recent-songs.ts';
import { sampleJobId } from '../song/use-sample.ts';
import { useCorrections } from './use-corrections.ts';

const jobId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;
const ownerToken = ownerTokenSchema.parse('Y'.repeat(43));
const origin = editableOf(writtenScore(shortTune));
const edited = (...edits: readonly Edit[]) => edits.reduce(applyEdit, origin);
const up = (note: number): Edit => ({ kind: 'transpose', note, semitones: 1 });
const down = (note: number): Edit => ({ kind: 'transpose', note, semitones: -1 });
const editsKey = `my-pitch.edits.${jobId}`;

/** The server of this test, which answers `fetch`. */
let server: { etag?: string; document?: EditableDocument; isReachable: boolean };
let sent: { readonly headers: Headers; readonly document: EditableDocument }[];
let page: ReturnType<typeof stubWindow>;
let storage: ReturnType<typeof memoryStorage>;

beforeEach(() => {
  vi.useFakeTimers();
  page = stubWindow();
  server = { isReachable: true };
  sent = [];
  storage = memoryStorage();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (!server.isReachable) throw new TypeError('Failed to fetch');
    expect(url).toBe(`/api/jobs/${jobId}/corrections`);
    return init.method === 'PUT' ? save(init) : read(init);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function read({ headers }: RequestInit): Response {
  const { etag, document } = server;
  if (etag === undefined) return new Response(null, { status: 204 });
  const known = new Headers(headers).get('if-none-match');
  if (known === etag) return new Response(null, { status: 304, headers: { etag } });
  return Response.json(document, { headers: { etag } });
}

function save({ headers: sentHeaders, body }: RequestInit): Response {
  const headers = new Headers(sentHeaders);
  const document = correctionsSchema.parse(JSON.parse(String(body)));
  sent.push({ headers, document });
  if (headers.get('if-match') !== (server.etag ?? null)) {
    const code = 'precondition-failed';
    return Response.json({ title: '', status: 412, detail: '', code }, { status: 412 });
  }
  return new Response(null, { status: 204, headers: { etag: setOnServer(document) } });
}

function setOnServer(document: EditableDocument): string {
  const etag = `"${Number(server.etag?.slice(1, -1) ?? 0) + 1}"`;
  Object.assign(server, { etag, document });
  return etag;
}

function own() {
  rememberSong({ jobId, ownerToken, fileName: 'a.mp3', createdAt: '2026-01-02T03:04:05.000Z' });
}

async function open() {
  const hook = await renderHook(() => useCorrections(jobId, origin));
  const edit = (change: Edit) =>
    acting(() => hook.current.edit((before) => advance(before, applyEdit(before.present, change))));
  return { hook, edit, present: () => hook.current.history?.present };
}
const afterSeconds = (seconds: number) => acting(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const fire = (target: EventTarget, name: string, more: object = {}) =>
  acting(async () => {
    target.dispatchEvent(Object.assign(new Event(name), more));
    await vi.advanceTimersByTimeAsync(0);
  });

it('shows nothing before it knows whether the song was corrected', async () => {
  const hook = await renderHook(() => useCorrections(jobId, undefined));
  expect(hook.current.history).toBeUndefined();
  setOnServer(edited(up(0)));
  const { present } = await open();
  await afterSeconds(0);
  expect(present()).toEqual(edited(up(0)));
});

describe('the owner', () => {
  beforeEach(own);

  it('saves edits with the token, and later ones in place of them', async () => {
    const { hook, edit } = await open();
    await edit(up(0));
    expect(hook.current.corrections).toMatchObject({ owner: 'me', isUnsaved: true });
    await afterSeconds(2);
    expect(hook.current.corrections.isUnsaved).toBe(false);
    await edit(up(1));
    await afterSeconds(2);
    expect(sent.map(({ document }) => document)).toEqual([edited(up(0)), edited(up(0), up(1))]);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${ownerToken}`);
    expect(sent.map(({ headers }) => headers.get('if-none-match'))).toEqual(['*', null]);
    expect(sent.map(({ headers }) => headers.get('if-match'))).toEqual([null, '"1"']);
  });

  it('saves at once when the tab is hidden', async () => {
    const { edit } = await open();
    await afterSeconds(0);
    await edit(up(0));
    expect(sent).toEqual([]);
    page.document.hidden = true;
    await fire(page.document, 'visibilitychange');
    expect(sent).toHaveLength(1);
  });

  it('saves edits that were made offline at the next visit', async () => {
    server.isReachable = false;
    const first = await open();
    await afterSeconds(0);
    await first.edit(up(0));
    await afterSeconds(2);
    expect(first.hook.current.corrections.trouble).toBe('unreachable');
    await first.hook.unmount();
    server.isReachable = true;
    const { present } = await open();
    expect(present()).toEqual(edited(up(0)));
    await afterSeconds(2);
    expect(server.document).toEqual(edited(up(0)));
  });

  it('saves them as soon as the device is online', async () => {
    const { edit } = await open();
    server.isReachable = false;
    await edit(up(0));
    await afterSeconds(2);
    server.isReachable = true;
    await fire(page.window, 'online');
    await afterSeconds(1);
    expect(server.document).toEqual(edited(up(0)));
  });

  it('hands the corrections of an earlier version of the page to the server, once', async () => {
    const stored = { savedAt: Date.now(), document: edited(up(0)) };
    storage.setItem(editsKey, JSON.stringify(stored));
    const { hook } = await open();
    await afterSeconds(2);
    expect(server.document).toEqual(edited(up(0)));
    await hook.unmount();
    await open();
    await afterSeconds(60);
    expect(sent).toHaveLength(1);
  });

  it('gets what another device has saved when the tab is shown, and merges', async () => {
    const { edit, present } = await open();
    await edit(up(0));
    setOnServer(edited(down(1)));
    await fire(page.document, 'visibilitychange');
    await afterSeconds(2);
    expect(present()).toEqual(edited(up(0), down(1)));
    expect(server.document).toEqual(edited(up(0), down(1)));
  });

  it('is asked about contradictions, also after a reload', async () => {
    const first = await open();
    await first.edit(up(0));
    setOnServer(edited(down(0)));
    await afterSeconds(2);
    expect(first.hook.current.corrections.hasOther).toBe(true);
    await first.hook.unmount();
    const { hook, present } = await open();
    await afterSeconds(2);
    expect(hook.current.corrections.hasOther).toBe(true);
    expect(server.document).toEqual(edited(down(0)));
    await acting(() => hook.current.corrections.takeOther());
    expect([present(), hook.current.corrections.hasOther]).toEqual([edited(down(0)), false]);
  });
});

describe('somebody else', () => {
  it('keeps a copy on the device, and can take the owner’s version', async () => {
    setOnServer(edited(down(1)));
    const first = await open();
    await first.edit(up(0));
    await afterSeconds(60);
    await first.hook.unmount();
    const { hook, present } = await open();
    expect(present()).toEqual(edited(down(1), up(0)));
    expect(hook.current.corrections).toMatchObject({ owner: 'somebody', isUnsaved: true });
    await acting(() => hook.current.corrections.takeOther());
    expect(present()).toEqual(edited(down(1)));
    expect(sent).toEqual([]);
  });

  it('leaves nothing on the device without edits of their own', async () => {
    setOnServer(edited(down(1)));
    await open();
    await afterSeconds(60);
    expect(storage.length).toBe(0);
  });

  it('follows the owner when the tab is shown again', async () => {
    const { present } = await open();
    await afterSeconds(1);
    setOnServer(edited(up(0)));
    await fire(page.document, 'visibilitychange');
    expect(present()).toEqual(edited(up(0)));
  });
});

describe('two tabs', () => {
  beforeEach(own);
  const tell = () => fire(page.window, 'storage', { key: editsKey });

  it('save an edit once, and both know the saved version', async () => {
    const [one, other] = [await open(), await open()];
    await afterSeconds(0);
    await one.edit(up(0));
    await tell();
    expect(other.present()).toEqual(edited(up(0)));
    await afterSeconds(3);
    await tell();
    await afterSeconds(10);
    expect(sent).toHaveLength(1);
    await other.edit(up(1));
    await tell();
    await afterSeconds(10);
    expect(server.document).toEqual(edited(up(0), up(1)));
    expect([one.hook.current, other.hook.current].map((each) => each.corrections.hasOther)).toEqual(
      [...[false, false]],
    );
  });

  it('do not clear edits of the other tab that they have not heard of', async () => {
    const [one, other] = [await open(), await open()];
    await one.edit(up(0));
    setOnServer(origin);
    await fire(page.document, 'visibilitychange');
    expect(storage.getItem(editsKey)).not.toBeNull();
    expect(other.present()).toBe(origin);
  });
});

it('corrections of the sample stay on the device, and no server is asked', async () => {
  const ask = vi.fn();
  vi.stubGlobal('fetch', ask);
  const hook = await renderHook(() => useCorrections(sampleJobId, origin));
  await acting(() => hook.current.edit((before) => advance(before, edited(up(0)))));
  await afterSeconds(60);
  expect(hook.current.corrections).toMatchObject({ owner: 'nobody', isUnsaved: true });
  expect([ask.mock.calls.length, storage.length]).toEqual([0, 1]);
});
