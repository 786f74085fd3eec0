import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { expect, it } from 'vitest';
import { idsToDelete, soundsToDrop } from './storage-limits.ts';
import type { StoredTake } from './stored-takes.ts';

const comparison = {} as unknown as Comparison;
function take(id: number, songId: string, bytes = 0): StoredTake {
  return {
    id: String(id),
    songId: songId as StoredTake['songId'],
    recordedAt: '2026-01-01T00:00:00Z',
    speed: 1,
    keyShiftSemitones: 0,
    seconds: 1,
    comparison,
    ...(bytes > 0 && { sound: new Blob([new Uint8Array(bytes)]) }),
  };
}

it('keeps the fifty newest takes of a song, and two hundred in all', () => {
  const ofOne = Array.from({ length: 52 }, (_, i) => take(i, 'one'));
  expect(idsToDelete([take(99, 'other'), ...ofOne])).toEqual(['50', '51']);
  const ofMany = Array.from({ length: 201 }, (_, i) => take(i, `song ${i % 10}`));
  expect(idsToDelete(ofMany)).toEqual(['200']);
});

it('drops the oldest sounds beyond 120 MB, never the newest', () => {
  const megabytes = (id: number, size: number) => take(id, 'song', size * 1e6);
  const takes = [megabytes(0, 50), take(1, 'song'), megabytes(2, 60), megabytes(3, 20)];
  expect(soundsToDrop(takes).map(({ id }) => id)).toEqual(['3']);
  expect(soundsToDrop([megabytes(0, 130), megabytes(1, 1)]).map(({ id }) => id)).toEqual(['1']);
});
