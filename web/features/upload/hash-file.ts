/** Small enough that a slow phone hashes it within a frame or two, so the page stays responsive. */
const pieceBytes = 1024 * 1024;

interface HashFileOptions {
  readonly signal: AbortSignal;
  /** Receives the fraction that is hashed. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * The SHA-256 of a file, hex. Reads one piece after another, so memory does not grow with the file. The
 * browser's own digest needs the whole file at once.
 * @returns `undefined` if the file or the hash function cannot be loaded: a hash only saves time.
 * @throws {DOMException} `AbortError` when the signal aborts.
 */
export async function hashFile(
  file: Blob,
  { signal, onProgress }: HashFileOptions,
): Promise<string | undefined> {
  try {
    const { sha256 } = await import('@noble/hashes/sha2.js');
    const hash = sha256.create();
    for (let start = 0; start < file.size; start += pieceBytes) {
      signal.throwIfAborted();
      const piece = await file.slice(start, start + pieceBytes).arrayBuffer();
      hash.update(new Uint8Array(piece));
      onProgress(Math.min(1, (start + pieceBytes) / file.size));
    }
    return hexOf(hash.digest());
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
