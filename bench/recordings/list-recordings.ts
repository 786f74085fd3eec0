import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The recordings of a folder with an extension, such as `.flac`; `id` is the name without it. */
export function listRecordings(
  folder: string,
  extension: string,
): { readonly id: string; readonly path: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => ({ id: file.slice(0, -extension.length), path: join(folder, file) }));
}
