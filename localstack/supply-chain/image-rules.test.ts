import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import {
  baseImages,
  buildArgs,
  composeImages,
  digestProblems,
  fetchProblems,
  pinImage,
  withArgs,
} from './image-rules.ts';
import { undigestedImages } from './undigested-images.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const digest = `sha256:${'a'.repeat(64)}`;
const dockerfile = [
  'ARG VERSION=1.2',
  'ARG KIND=gpu',
  `FROM --platform=linux/amd64 a/b:\${VERSION}-slim AS tools`,
  'FROM tools AS base-gpu',
  `FROM base-\${KIND}`,
  'FROM c:1',
  '',
].join('\n');

describe('container images', () => {
  it('of this project are pinned by digest, except for listed ones', () => {
    const images = [
      ...baseImages(read('gpu-worker/Dockerfile')),
      ...composeImages(read('localstack/compose.yaml')),
    ];
    expect(images.length).toBeGreaterThanOrEqual(5);
    expect(digestProblems(images, undigestedImages)).toEqual([]);
  });

  it('are found in all stages, with build arguments', () => {
    const images = baseImages(dockerfile);
    expect(images).toEqual([`a/b:\${VERSION}-slim`, 'c:1']);
    expect(images.map((image) => withArgs(image, buildArgs(dockerfile)))).toEqual([
      'a/b:1.2-slim',
      'c:1',
    ]);
  });

  it('are invalid without a digest, with a short one, and as an unneeded exception', () => {
    expect(digestProblems([`a:1@${digest}`], [])).toEqual([]);
    expect(digestProblems(['a:1'], ['a:1'])).toEqual([]);
    expect(digestProblems(['a:1'], [])).toHaveLength(1);
    expect(digestProblems(['a:1@sha256:abc'], [])).toHaveLength(1);
    expect(digestProblems([`a:1@${digest}`], ['a:1'])).toHaveLength(1);
  });

  it('are pinned and repinned without other changes', () => {
    const images = baseImages(dockerfile);
    const pinned = images.reduce((text, image) => pinImage(text, image, digest), dockerfile);
    expect(digestProblems(baseImages(pinned), [])).toEqual([]);
    expect(pinned.replaceAll(`@${digest}`, '')).toBe(dockerfile);
    const other = digest.replaceAll('a', 'b');
    const renewed = baseImages(pinned).reduce((text, i) => pinImage(text, i, other), pinned);
    expect(renewed).toBe(pinned.replaceAll(digest, other));
    const compose = 'services:\n  x:\n    image: a/b:1\n';
    expect(composeImages(pinImage(compose, 'a/b:1', digest))).toEqual([`a/b:1@${digest}`]);
  });
});

describe('downloads in a Dockerfile', () => {
  it('are verified in this project', () => {
    expect(fetchProblems(read('gpu-worker/Dockerfile'))).toEqual([]);
  });

  it.each([
    ['npm with install scripts', 'RUN true \\\n  && npm ci --omit=dev\n'],
    ['pip without hashes', 'RUN pip3 install a==1.0\n'],
    ['an address without a checksum', 'ADD https://example.com/a /a\n'],
    ['curl without a checksum', 'RUN curl -O https://example.com/a\n'],
    ["a package's own download", 'RUN node node_modules/onnxruntime-node/script/install.js\n'],
    ['a frontend by tag', '# syntax=docker/dockerfile:1\nFROM scratch\n'],
  ])('are invalid with %s', (_, text) => {
    expect(fetchProblems(text)).toHaveLength(1);
  });
});
