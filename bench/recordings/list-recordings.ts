import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The recordings of a folder, each by its name without the extension: `.flac` or `.wav`. */
export function listRecordings(
  folder: string,
  extension: string,
): { readonly id: string; readonly path: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => ({ id: file.slice(0, -extension.length), path: join(folder, file) }));
}
