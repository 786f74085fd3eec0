/**
 * Images that are still named by tag alone, as they are written: no image registry could be asked
 * when the digests were to be written. `npm run renew-digests`, where Docker reaches the registry,
 * writes them; then this list must be emptied.
 */
export const undigestedImages: readonly string[] = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a build argument of the Dockerfile
  'node:${NODE_VERSION}-bookworm-slim',
  'debian:bookworm-slim',
  'nvidia/cuda:13.0.1-cudnn-runtime-ubuntu24.04',
  'ministackorg/ministack:1.5.33',
  'localstack/localstack:4',
];
