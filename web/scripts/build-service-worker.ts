import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { composeShell } from './compose-shell.ts';

const webFolder = join(import.meta.dirname, '..');
const outFolder = join(webFolder, 'out');
const read = (name: string) => readFile(join(outFolder, name), 'utf8');

// The last build step, because the service worker lists the other files and a hash of the pages.
const shell = await composeShell(
  { '/': await read('index.html'), '/song': await read('song.html') },
  {
    hashed: filesOf('_next/static/{player-engine.*.js,media/my-pitch-*.woff2}'),
    sample: filesOf('sample/*'),
  },
);
await build({
  entryPoints: [join(webFolder, 'lib/offline/service-worker.ts')],
  outfile: join(outFolder, 'service-worker.js'),
  define: { builtShell: JSON.stringify(shell) },
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
});

/** The paths on the site of the files that match a pattern. */
function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: outFolder }).map((path) => `/${path.replaceAll('\\', '/')}`);
}
