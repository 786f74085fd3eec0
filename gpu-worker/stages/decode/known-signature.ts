import { open } from 'node:fs/promises';

/** Signatures of the containers that are decoded: [byte offset, text in Latin-1]. */
const signatures: readonly (readonly [number, string])[] = [
  [0, 'RIFF'],
  [0, 'RF64'],
  [0, 'FORM'],
  [0, 'fLaC'],
  [0, 'OggS'],
  [0, 'ID3'],
  [0, 'ADIF'],
  [0, 'FLV'],
  [0, 'caff'],
  [0, '#!AMR'],
  [0, 'wvpk'],
  [0, '\x1aE\xdf\xa3'],
  [0, '0&\xb2u\x8ef\xcf\x11'],
  [0, '\x0b\x77'],
  [4, 'ftyp'],
  [4, 'moov'],
  [4, 'mdat'],
];

/** Whether a file begins like audio or video; if it cannot be decoded, it is then damaged. */
export async function looksLikeMedia(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(16), 0, 16, 0);
    return startsLikeMedia(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function startsLikeMedia(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  // MPEG audio and ADTS frames begin with eleven set bits; a second byte of 0xff occurs in neither.
  const isMpegFrame = head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && head[1] !== 0xff;
  return isMpegFrame || signatures.some(([offset, bytes]) => text.startsWith(bytes, offset));
}
