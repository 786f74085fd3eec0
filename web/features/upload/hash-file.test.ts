import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashFile } from './hash-file.ts';

const mebibyte = 1024 * 1024;
const never = new AbortController().signal;

function sha256(...pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 31) % 251);
}

it.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 7])(
  'hashes a file of %i bytes',
  async (length) => {
    const bytes = bytesOf(length);
    const hash = await hashFile(new Blob([bytes]), { signal: never, onProgress: () => undefined });
    expect(hash).toBe(sha256(bytes));
  },
);

/** A file that is larger than memory should become; counts the bytes that were read and are not garbage yet. */
function hugeFile(size: number) {
  const zeros = new Uint8Array(mebibyte);
  const asked: number[] = [];
  const file = {
    size,
    slice: (start: number, end: number) => {
      const length = Math.min(end, size) - start;
      asked.push(length);
      return { arrayBuffer: async () => zeros.slice(0, length).buffer };
    },
    arrayBuffer: () => Promise.reject(new Error('The whole file was asked for')),
    stream: () => {
      throw new Error('The whole file was asked for');
    },
  };
  return { file: file as unknown as Blob, asked };
}

describe('a large file', () => {
  it('is read in pieces of a mebibyte, with progress', async () => {
    const { file, asked } = hugeFile(64 * mebibyte + 5);
    const fractions: number[] = [];
    const hash = await hashFile(file, { signal: never, onProgress: (now) => fractions.push(now) });
    expect(hash).toBe(sha256(new Uint8Array(64 * mebibyte + 5)));
    expect(Math.max(...asked)).toBe(mebibyte);
    expect(asked).toHaveLength(65);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toHaveLength(65);
  });

  it('is not read further when the upload is cancelled', async () => {
    const { file, asked } = hugeFile(64 * mebibyte);
    const controller = new AbortController();
    const hashing = hashFile(file, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(hashing).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toHaveLength(1);
  });
});

it('is unknown for a file that cannot be read', async () => {
  const unreadable = new DOMException('The file has changed', 'NotReadableError');
  const file = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(unreadable) }) };
  const options = { signal: never, onProgress: () => undefined };
  expect(await hashFile(file as unknown as Blob, options)).toBeUndefined();
});
