import { join } from 'node:path';
import { build } from 'esbuild';

const webFolder = join(import.meta.dirname, '..');

// The audio thread loads a single script by URL, which Next's bundler cannot produce.
await build({
  entryPoints: [join(webFolder, 'features/player/engine/player-processor.ts')],
  outfile: join(webFolder, 'public/player-engine.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
});
