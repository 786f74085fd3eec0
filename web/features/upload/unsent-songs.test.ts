import { jobIdSchema } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeIndexedDb, fakeLocks } from './testing/fake-storage.ts';
import { persistUnsent, recoverUnsent } from './unsent-songs.ts';

const hourMs = 3_600_000;
const options = jobOptionsSchema.parse({});
const songNamed = (name: string) => ({ file: new File(['sound'], name), options });
const settled = () => new Promise((resolve) => setTimeout(resolve));

let storage: ReturnType<typeof fakeIndexedDb>;
let held: Set<string>;

function startBrowser() {
  storage = fakeIndexedDb();
  const { locks, held: locked } = fakeLocks();
  held = locked;
  vi.stubGlobal('indexedDB', storage.indexedDB);
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('isSecureContext', true);
}

/** Closes the page that stored the songs: the browser releases its locks. */
function closePage() {
  held.clear();
}

const recoveredNames = async (nowMs: number) =>
  (await recoverUnsent(nowMs)).map(({ file }) => file.name);

beforeEach(startBrowser);
afterEach(() => vi.unstubAllGlobals());

it('stores a song until it is deleted', async () => {
  const deleteSong = await persistUnsent(songNamed('a.mp3'));
  expect([...storage.state.records.values()]).toEqual([
    expect.objectContaining({ file: expect.any(File), options, keptAt: expect.any(Number) }),
  ]);
  expect(held.size).toBe(1);
  deleteSong();
  await settled();
  expect([storage.state.records.size, held.size, storage.state.openConnections]).toEqual([0, 0, 0]);
});

it('recovers a song after its page was closed', async () => {
  await persistUnsent(songNamed('a.mp3'));
  expect(await recoveredNames(Date.now())).toEqual([]);
  closePage();
  expect(await recoverUnsent(Date.now())).toEqual([{ file: expect.any(File), options }]);
});

it('recovers a take with its original', async () => {
  const takeOf = jobIdSchema.parse('3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21');
  await persistUnsent({ ...songNamed('take.m4a'), takeOf });
  closePage();
  expect(await recoverUnsent(Date.now())).toMatchObject([{ takeOf }]);
});

it('gives a song to one page only', async () => {
  await persistUnsent(songNamed('a.mp3'));
  closePage();
  expect(await recoveredNames(Date.now())).toEqual(['a.mp3']);
  expect(await recoveredNames(Date.now())).toEqual([]);
});

it('does not store a recovered song twice, and deletes its first copy', async () => {
  await persistUnsent(songNamed('a.mp3'));
  closePage();
  const [song] = await recoverUnsent(Date.now());
  const deleteSong = await persistUnsent(song!);
  expect(storage.state.records.size).toBe(1);
  deleteSong();
  await settled();
  expect([storage.state.records.size, held.size]).toEqual([0, 0]);
});

it('stores a recovered song again when it is sent a second time', async () => {
  await persistUnsent(songNamed('a.mp3'));
  closePage();
  const [song] = await recoverUnsent(Date.now());
  (await persistUnsent(song!))();
  await settled();
  await persistUnsent(song!);
  expect(storage.state.records.size).toBe(1);
});

it('deletes songs that are a day old, and records that it cannot read', async () => {
  await persistUnsent(songNamed('a.mp3'));
  closePage();
  expect(await recoveredNames(Date.now() + 23 * hourMs)).toEqual(['a.mp3']);
  closePage();
  storage.state.records.set('b', { id: 'b' });
  expect(await recoveredNames(Date.now() + 25 * hourMs)).toEqual([]);
  await settled();
  expect([storage.state.records.size, held.size]).toEqual([0, 0]);
});

it.each([
  ['full', () => Object.assign(storage.state, { isFull: true })],
  ['forbidden', () => Object.assign(storage.state, { isForbidden: true })],
])('stores nothing in a storage that is %s, and the upload goes on', async (_, change) => {
  change();
  const deleteSong = await persistUnsent(songNamed('a.mp3'));
  expect(storage.state.records.size).toBe(0);
  deleteSong();
  await settled();
  expect([held.size, storage.state.openConnections]).toEqual([0, 0]);
});

it.each([
  ['on an insecure page', () => vi.stubGlobal('isSecureContext', false)],
  ['without Web Locks', () => vi.stubGlobal('navigator', { locks: undefined })],
])('stores nothing %s', async (_, change) => {
  change();
  const deleteSong = await persistUnsent(songNamed('a.mp3'));
  deleteSong();
  await settled();
  expect([storage.state.records.size, await recoveredNames(Date.now())]).toEqual([0, []]);
});

it('recovers nothing when the storage is forbidden', async () => {
  storage.state.isForbidden = true;
  expect(await recoveredNames(Date.now())).toEqual([]);
});
