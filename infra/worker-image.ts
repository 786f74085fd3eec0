import { join } from 'node:path';
import { IgnoreMode } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import type { Construct } from 'constructs';

export type WorkerKind = 'cpu' | 'gpu';

/**
 * The worker's image, by default for machines with a GPU, like the Dockerfile. The build context
 * contains only gpu-worker/ and shared/.
 */
export function workerImage(scope: Construct, kind: WorkerKind = 'gpu'): DockerImageAsset {
  return new DockerImageAsset(scope, kind === 'gpu' ? 'Image' : 'CpuImage', {
    directory: join(import.meta.dirname, '..'),
    file: 'gpu-worker/Dockerfile',
    buildArgs: { VARIANT: kind },
    platform: Platform.LINUX_AMD64,
    // What the build sees is listed in `.dockerignore`, for `docker build` as well.
    ignoreMode: IgnoreMode.DOCKER,
  });
}
