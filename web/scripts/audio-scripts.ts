import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';

const features = join(import.meta.dirname, '../features');
const entryPoints = {
  'player-engine': join(features, 'player/engine/player-processor.ts'),
  listener: join(features, 'sing/capture/listener-processor.ts'),
} as const;
type ScriptName = keyof typeof entryPoints;

export interface AudioScript {
  /** Its path on the site. */
  readonly path: string;
  readonly code: Uint8Array;
}

/** Bundles a script of the audio thread, which loads a single file: Next's bundler cannot produce it. */
export async function bundleAudioScript(name: ScriptName): Promise<AudioScript> {
  const { outputFiles } = await build({
    entryPoints: [entryPoints[name]],
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild wrote no ${name}`);
  return { path: scriptPath(name, file.contents), code: file.contents };
}

/**
 * The path of a script: with a hash of its code, so that a page which stays open during a release loads
 * the script that it was built for. It lies beside Next's own hashed files, which browsers keep and
 * deployments never delete.
 */
export function scriptPath(name: ScriptName, code: Uint8Array): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  return `/_next/static/${name}.${hash}.js`;
}
