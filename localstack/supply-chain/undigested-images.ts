/**
 * Images that are still named by tag only, because no image registry was reachable when the digests
 * were to be added. `npm run renew-digests` adds them on a machine with Docker and network; then this
 * list must be emptied.
 */
export const undigestedImages: readonly string[] = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a build argument of the Dockerfile
  'node:${NODE_VERSION}-bookworm-slim',
  'debian:bookworm-slim',
  'nvidia/cuda:13.0.1-cudnn-runtime-ubuntu24.04',
  'ministackorg/ministack:1.5.33',
  'minio/minio:RELEASE.2025-09-07T16-13-09Z',
  'localstack/localstack:2026.6.1',
  'prom/prometheus:v3.5.0',
  'grafana/grafana:12.1.0',
];
