import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../paths.ts';
import { baseImages, buildArgs, composeImages, pinImage, withArgs } from './image-rules.ts';

// `npm run renew-digests`: pins each base image to the current digest of its tag in the registry.
// Needs Docker with buildx and a network. Review the changes before committing them.

const files = [
  { path: 'gpu-worker/Dockerfile', imagesIn: baseImages },
  { path: 'localstack/compose.yaml', imagesIn: composeImages },
];

for (const { path, imagesIn } of files) {
  const file = join(repositoryRoot, path);
  let text = readFileSync(file, 'utf8');
  for (const image of imagesIn(text)) {
    const [tag = image] = withArgs(image, buildArgs(text)).split('@');
    const digest = digestOf(tag);
    text = pinImage(text, image, digest);
    console.log(`${path}: ${tag} is ${digest}`);
  }
  writeFileSync(file, text);
}
console.log('Now empty the list in localstack/supply-chain/undigested-images.ts.');

/** The digest of the multi-platform image index. */
function digestOf(tag: string): string {
  const args = ['buildx', 'imagetools', 'inspect', tag, '--format', '{{json .Manifest}}'];
  const manifest: unknown = JSON.parse(runDocker(args));
  return z.object({ digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }).parse(manifest).digest;
}

function runDocker(args: readonly string[]): string {
  try {
    return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (cause) {
    throw new Error('Looking up digests needs Docker with buildx and a network', { cause });
  }
}
