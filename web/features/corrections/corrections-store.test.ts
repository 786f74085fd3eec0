import type { Problem } from '@my-pitch/shared/api';
import type { EditableDocument } from '@my-pitch/shared/editable-document';
import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../../lib/api/api-client.ts';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { advance } from '../editing/history.ts';
import { documentToSend, openCorrections } from './corrections-state.ts';
import { CorrectionsStore } from './corrections-store.ts';

const origin = editableOf(writtenScore(shortTune));
const edited = (...edits: readonly Edit[]) => edits.reduce(applyEdit, origin);
const up = (note: number): Edit => ({ kind: 'transpose', note, semitones: 1 });
const down = (note: number): Edit => ({ kind: 'transpose', note, semitones: -1 });
const problem = (status: number, code: Problem['code'], more: Partial<Problem> = {}) =>
  new ApiProblem({ type: 'about:blank', title: '', status, detail: '', code, ...more });

/** A server whose tags count the versions. It fails once for each of `failures`. */
class FakeServer {
  document: EditableDocument | undefined;
  etag: string | undefined;
  readonly failures: Error[] = [];
  readonly asked: string[] = [];

  async read(known: string | undefined) {
    this.#ask('read');
    if (this.etag === undefined || !this.document) return 'none' as const;
    if (this.etag === known) return 'unchanged' as const;
    return { etag: this.etag, document: structuredClone(this.document) };
  }

  async write(document: EditableDocument, replaced: string | undefined) {
    this.#ask('write');
    if (replaced !== this.etag) throw problem(412, 'precondition-failed');
    return this.save(document);
  }

  save(document: EditableDocument): string {
    this.etag = `"${Number(this.etag?.slice(1, -1) ?? 0) + 1}"`;
    this.document = document;
    return this.etag;
  }

  #ask(what: string): void {
    this.asked.push(what);
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

let server: FakeServer;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  server = new FakeServer();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(isOwner = true) {
  const store = new CorrectionsStore(openCorrections(origin, isOwner), false, server);
  const stop = store.start();
  await vi.advanceTimersByTimeAsync(0);
  const edit = (change: Edit) =>
    store.edit((before) => advance(before, applyEdit(before.present, change)));
  const present = () => store.snapshot().state.history.present;
  return { store, stop, edit, present, trouble: () => store.snapshot().trouble };
}
const afterSeconds = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

it('shows what the server has', async () => {
  server.save(edited(up(0)));
  const { store, present } = await open(false);
  expect(store.snapshot().isReady).toBe(true);
  expect(present()).toEqual(edited(up(0)));
});

it('shows the original when the server is slow, and its corrections when they come', async () => {
  server.save(edited(up(0)));
  const answer = Promise.withResolvers<void>();
  const slow = { read: () => answer.promise.then(() => server.read(undefined)), write: vi.fn() };
  const store = new CorrectionsStore(openCorrections(origin, false), false, slow);
  store.start();
  expect(store.snapshot().isReady).toBe(false);
  await afterSeconds(3);
  expect(store.snapshot()).toMatchObject({
    isReady: true,
    state: { history: { present: origin } },
  });
  answer.resolve();
  await afterSeconds(0);
  expect(store.snapshot().state.history.present).toEqual(edited(up(0)));
});

describe('saving', () => {
  it('waits for a pause, and then saves the last version', async () => {
    const { edit } = await open();
    edit(up(0));
    await afterSeconds(1);
    edit(up(1));
    await afterSeconds(1);
    expect(server.asked).toEqual(['read']);
    await afterSeconds(1);
    expect(server.asked).toEqual(['read', 'write']);
    expect(server.document).toEqual(edited(up(0), up(1)));
    await afterSeconds(600);
    expect(server.asked).toHaveLength(2);
  });

  it('does not wait when the page is left', async () => {
    const { store, edit } = await open();
    edit(up(0));
    await store.save();
    expect(server.document).toEqual(edited(up(0)));
  });

  it('saves an edit that was made during the one before', async () => {
    const { store, edit } = await open();
    edit(up(0));
    const saving = store.save();
    edit(up(1));
    await saving;
    expect(server.document).toEqual(edited(up(0)));
    await afterSeconds(2);
    expect(server.document).toEqual(edited(up(0), up(1)));
  });

  it('is for the owner only', async () => {
    const { edit } = await open(false);
    edit(up(0));
    await afterSeconds(600);
    expect(server.asked).toEqual(['read']);
  });

  it('ends when the server does not know the owner', async () => {
    const { store, edit } = await open();
    server.failures.push(problem(403, 'wrong-owner'));
    edit(up(0));
    await afterSeconds(600);
    expect(server.asked).toEqual(['read', 'write']);
    expect(store.snapshot().state.isOwner).toBe(false);
  });
});

describe('another version on the server', () => {
  it('is merged with the edits, and both are saved', async () => {
    const { edit, present } = await open();
    server.save(edited(down(1)));
    edit(up(0));
    await afterSeconds(10);
    expect(server.asked).toEqual(['read', 'write', 'read', 'write']);
    expect(server.document).toEqual(edited(up(0), down(1)));
    expect(present()).toEqual(server.document);
  });

  it('stays until somebody has chosen', async () => {
    const { store, edit } = await open();
    server.save(edited(down(0)));
    edit(up(0));
    await afterSeconds(600);
    expect(server.document).toEqual(edited(down(0)));
    expect(store.snapshot().state.other).toBeDefined();
    store.keepMine();
    await afterSeconds(2);
    expect(server.document).toEqual(edited(up(0)));
  });
});

describe('without a connection', () => {
  const lost = () => new TypeError('Failed to fetch');

  it('edits are kept, and sent when there is one', async () => {
    const { edit, trouble } = await open();
    server.failures.push(lost(), lost());
    edit(up(0));
    await afterSeconds(2);
    expect(trouble()).toBe('unreachable');
    await afterSeconds(60);
    expect([trouble(), server.document]).toEqual([undefined, edited(up(0))]);
  });

  it('the server is asked less and less often', async () => {
    const { edit } = await open();
    server.failures.push(...Array.from({ length: 100 }, lost));
    edit(up(0));
    await afterSeconds(600);
    expect(server.asked.length).toBeGreaterThan(8);
    expect(server.asked.length).toBeLessThan(20);
  });

  it('a busy server is left alone as long as it says', async () => {
    const { edit } = await open();
    server.failures.push(problem(429, 'too-many-requests', { retryAfterSeconds: 30 }));
    edit(up(0));
    await afterSeconds(31);
    expect(server.asked).toEqual(['read', 'write']);
    await afterSeconds(2);
    expect(server.document).toEqual(edited(up(0)));
  });
});

it('says that the server does not take the corrections, and does not repeat that', async () => {
  const { edit, trouble } = await open();
  server.failures.push(problem(413, 'too-large'));
  edit(up(0));
  await afterSeconds(600);
  expect([trouble(), server.asked]).toEqual(['refused', ['read', 'write']]);
});

it('does nothing after the page was left', async () => {
  const { store, stop, edit } = await open();
  edit(up(0));
  stop();
  await afterSeconds(600);
  expect(server.asked).toEqual(['read']);
  expect(documentToSend(store.snapshot().state)).toBeDefined();
});
