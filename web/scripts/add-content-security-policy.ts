import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { injectPolicy } from './content-security-policy.ts';
import { hoistInlineScripts } from './hoist-inline-scripts.ts';

const outFolder = join(import.meta.dirname, '..', 'out');
const names = await readdir(outFolder, { recursive: true });
for (const name of names.filter((candidate) => candidate.endsWith('.html'))) {
  const path = join(outFolder, name);
  await writeFile(path, injectPolicy(hoistInlineScripts(await readFile(path, 'utf8'))));
}
