import { type FileHandle, open } from 'node:fs/promises';

const headerBytes = 10;
const footerBytes = 10;

/** Some files have an old and a new tag. More than this are not read. */
const maxTagCount = 16;

/**
 * The length of the ID3v2 tags at a file's beginning, in bytes; 0 if there are none, or if they claim to be
 * at least as long as the file. Reads only their headers (id3.org, "ID3 tag version 2.4.0", 3.1).
 */
export async function id3TagsBytes(path: string): Promise<number> {
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

/** The length of the tag with this header, including header and footer; 0 if it is not a header. */
function tagBytes(header: Uint8Array): number {
  const [i, d, three, version = 0xff, revision = 0xff, flags = 0, ...size] = header;
  const isTag = i === 0x49 && d === 0x44 && three === 0x33 && version !== 0xff && revision !== 0xff;
  if (!isTag || size.length !== 4 || size.some((byte) => byte >= 0x80)) return 0;
  const hasFooter = version === 4 && (flags & 0x10) !== 0;
  const body = size.reduce((sum, sevenBits) => sum * 0x80 + sevenBits, 0);
  return headerBytes + body + (hasFooter ? footerBytes : 0);
}
