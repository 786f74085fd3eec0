import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { injectPolicy } from './content-security-policy.ts';
import { hoistInlineScripts } from './hoist-inline-scripts.ts';
import { laterFilesOf, nameLaterFiles } from './name-later-files.ts';

const outFolder = join(import.meta.dirname, '..', 'out');
const read = (name: string) => readFile(join(outFolder, name), 'utf8');
const names = await readdir(outFolder, { recursive: true });
for (const name of names.filter((candidate) => candidate.endsWith('.html'))) {
  const html = hoistInlineScripts(await read(name));
  const named = name === 'song.html' ? nameLaterFiles(html, await laterFilesOf(html, read)) : html;
  await writeFile(join(outFolder, name), injectPolicy(named));
}
