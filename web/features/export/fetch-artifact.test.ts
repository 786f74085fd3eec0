import { afterEach, expect, it, vi } from 'vitest';
import { downloadName, fetchArtifact } from './fetch-artifact.ts';

afterEach(() => vi.unstubAllGlobals());

it('names a file after its song, as file systems allow', () => {
  expect(downloadName('아침 이슬.mp3', 'vocals.m4a')).toBe('아침 이슬 – vocals.m4a');
  expect(downloadName('a/b:\r\n\u202e.mp3', 'score.mid')).toBe('a b.mid');
  expect(downloadName('.mp3', 'score.musicxml')).toBe('mp3.musicxml');
});

it('fetches the artifact of a link', async () => {
  const links = async () => ({ 'score.mid': 'https://storage.example/mid' }) as const;
  vi.stubGlobal('fetch', async (url: string) => new Response(`bytes of ${url}`));
  const blob = await fetchArtifact(links, 'score.mid');
  expect(await blob.text()).toBe('bytes of https://storage.example/mid');
  await expect(fetchArtifact(links, 'bass.m4a')).rejects.toThrow('There is no bass.m4a');
});

it('throws when storage refuses', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 403 }));
  const links = async () => ({ 'score.mid': 'https://storage.example/mid' }) as const;
  await expect(fetchArtifact(links, 'score.mid')).rejects.toThrow('403');
});
