/** {@link isKnownNonAudio} reads at most this many bytes. */
export const headBytes = 4096;

/** Signatures of other file types: `[offset, bytes]`, as text in Latin-1. */
const nonAudioSignatures: readonly (readonly [number, string])[] = [
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
 * Whether the first bytes of a file prove that it is no recording but text, an archive, a document or
 * a picture. Returns `false` in doubt: some audio formats have no signature, and the worker's decoder
 * decides. Signatures of two bytes are left out, since audio without a header may start with any two.
 */
export function isKnownNonAudio(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, headBytes));
  const hasSignature = nonAudioSignatures.some(
    ([offset, signature]) =>
      start.toString('latin1', offset, offset + signature.length) === signature,
  );
  return hasSignature || isText(start);
}

/** Whether all bytes are UTF-8 without control characters. 4096 bytes of audio never are. */
function isText(start: Buffer): boolean {
  // `stream` accepts a character that is cut off at the end.
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}
