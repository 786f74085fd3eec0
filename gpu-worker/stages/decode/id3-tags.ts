import { type FileHandle, open } from 'node:fs/promises';

const headerBytes = 10;
const footerBytes = 10;

/** A file may hold an old and a new tag; more than this is no song's. */
const maxTagCount = 16;

/**
 * Where the ID3v2 tags at a file's beginning end, in bytes; 0 when there are none, or when they claim
 * to be longer than the file. Only their headers are read (id3.org, "ID3 tag version 2.4.0", 3.1).
 */
export async function afterId3Tags(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    let end = 0;
    for (let tags = 0; tags < maxTagCount; tags++) {
      const bytes = tagBytes(await readHeader(handle, end));
      if (bytes === 0) break;
      end += bytes;
      if (end >= size) return 0;
    }
    return end;
  } finally {
    await handle.close();
  }
}

async function readHeader(handle: FileHandle, position: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(
    new Uint8Array(headerBytes),
    0,
    headerBytes,
    position,
  );
  return buffer.subarray(0, bytesRead);
}

/** The length of the tag that this header opens, itself included; 0 when it opens none. */
function tagBytes(header: Uint8Array): number {
  const [i, d, three, version = 0xff, revision = 0xff, flags = 0, ...size] = header;
  const isTag = i === 0x49 && d === 0x44 && three === 0x33 && version !== 0xff && revision !== 0xff;
  if (!isTag || size.length !== 4 || size.some((byte) => byte >= 0x80)) return 0;
  const hasFooter = version === 4 && (flags & 0x10) !== 0;
  const body = size.reduce((sum, sevenBits) => sum * 0x80 + sevenBits, 0);
  return headerBytes + body + (hasFooter ? footerBytes : 0);
}
