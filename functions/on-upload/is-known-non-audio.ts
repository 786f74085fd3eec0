/** How many first bytes {@link isKnownNonAudio} looks at. */
export const headBytes = 4096;

/** First bytes that no audio or video file has: `[offset, bytes]`, as text in Latin-1. */
const foreignSignatures: readonly (readonly [number, string])[] = [
  [0, '%PDF-'],
  [0, 'PK\x03\x04'],
  [0, 'PK\x05\x06'],
  [0, '\x1f\x8b\x08'],
  [0, 'BZh'],
  [0, '\xfd7zXZ\0'],
  [0, '\x28\xb5\x2f\xfd'],
  [0, '7z\xbc\xaf\x27\x1c'],
  [0, 'Rar!\x1a\x07'],
  [257, 'ustar'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, '\xff\xd8\xff'],
  [0, 'GIF87a'],
  [0, 'GIF89a'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [0, '8BPS'],
  [8, 'WEBP'],
  [4, 'ftypheic'],
  [4, 'ftypheix'],
  [4, 'ftypmif1'],
  [4, 'ftypavif'],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  [0, '\x7fELF'],
  [0, 'SQLite format 3\0'],
  [0, 'MThd'],
];

/**
 * Whether a file is certainly no recording, judging by its first bytes: text, an archive, a
 * document, a picture. When in doubt it is not sure: some recordings begin with no signature at
 * all, and the worker's decoder knows better. Signatures of two bytes are left out, since headless
 * audio may begin with any two.
 */
export function isKnownNonAudio(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headBytes));
  const isForeign = foreignSignatures.some(
    ([offset, signature]) =>
      start.toString('latin1', offset, offset + signature.length) === signature,
  );
  return isForeign || isText(start);
}

/** Whether it is all UTF-8 without control characters, which 4096 bytes of sound never are. */
function isText(start: Buffer): boolean {
  // `stream` forgives a last character that is cut in two.
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}
