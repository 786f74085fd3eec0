import { join } from 'node:path';
import { IgnoreMode } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import type { Construct } from 'constructs';

/** The worker's image. The build context contains only gpu-worker/ and shared/. */
export function workerImage(scope: Construct): DockerImageAsset {
  return new DockerImageAsset(scope, 'Image', {
    directory: join(import.meta.dirname, '..'),
    file: 'gpu-worker/Dockerfile',
    platform: Platform.LINUX_AMD64,
    // What the build sees is listed in `.dockerignore`, for `docker build` as well.
    ignoreMode: IgnoreMode.DOCKER,
  });
}
