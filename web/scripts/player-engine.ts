import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';

const entryPoint = join(import.meta.dirname, '../features/player/engine/player-processor.ts');

export interface PlayerEngine {
  /** Its path on the site. */
  readonly path: string;
  readonly code: Uint8Array;
}

/** Bundles the script of the audio thread, which loads a single file: Next's bundler cannot produce it. */
export async function bundlePlayerEngine(): Promise<PlayerEngine> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote no engine');
  return { path: enginePath(file.contents), code: file.contents };
}

/**
 * The path of an engine: with a hash of its code, so that a page which stays open during a release loads
 * the engine that it was built for. It lies beside Next's own hashed files, which browsers keep and
 * deployments never delete.
 */
export function enginePath(code: Uint8Array): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  return `/_next/static/player-engine.${hash}.js`;
}
