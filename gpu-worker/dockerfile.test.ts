import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const instructions = readFileSync(join(root, 'gpu-worker/Dockerfile'), 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n');
const ignore = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');

const copied = instructions
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(/\s+/).slice(1, -1));

describe('the worker image', () => {
  it.each(copied)('copies %s, which exists and is in the build context', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
    expect(ignore).toContain(`!${path.split('/')[0]}`);
  });

  it('starts existing files', () => {
    const started = instructions.join('\n').match(/gpu-worker\/[a-z/-]+\.ts/g) ?? [];
    expect(started.sort()).toEqual(['gpu-worker/health/health-check.ts', 'gpu-worker/main.ts']);
    expect(started.every((path) => existsSync(join(root, path)))).toBe(true);
  });

  it('runs the Node version that the project pins', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(instructions).toContain(`ARG NODE_VERSION=${devDependencies.node}`);
  });

  it('installs the CUDA provider of the same version as ONNX Runtime', () => {
    const runtime = join(root, 'node_modules/onnxruntime-node/package.json');
    const { version } = JSON.parse(readFileSync(runtime, 'utf8'));
    const provider = readFileSync(join(root, 'gpu-worker/cuda-provider.txt'), 'utf8');
    expect(provider).toMatch(new RegExp(`^onnxruntime-gpu==${version} `, 'm'));
    expect(instructions.join('\n')).toContain('--requirement gpu-worker/cuda-provider.txt');
  });

  it('installs the OpenVINO that the set-up installs', () => {
    const ofSetup = readFileSync(join(root, 'localstack/openvino-requirements.txt'), 'utf8');
    const ofImage = readFileSync(join(root, 'gpu-worker/openvino.txt'), 'utf8');
    const versionIn = (text: string) => text.match(/^openvino==\S+/m)?.[0];
    expect(versionIn(ofImage)).toBe(versionIn(ofSetup));
    const [hash = 'none'] = ofImage.match(/--hash=sha256:[0-9a-f]{64}/) ?? [];
    expect(ofSetup).toContain(hash);
    expect(instructions.join('\n')).toContain('--requirement gpu-worker/openvino.txt');
  });

  it('disables the telemetry of ONNX Runtime', () => {
    expect(instructions.filter((line) => line.startsWith('ENV ')).join(' ')).toContain(
      'ORT_DISABLE_TELEMETRY=1',
    );
  });

  it('uses the CUDA version that ONNX Runtime is built for', () => {
    const runtime = join(root, 'node_modules/onnxruntime-node/package.json');
    const [major, minor] = JSON.parse(readFileSync(runtime, 'utf8')).version.split('.').map(Number);
    const cuda = major > 1 || minor >= 27 ? 13 : 12;
    expect(instructions.join('\n')).toMatch(
      new RegExp(`^FROM nvidia/cuda:${cuda}\\..* AS base-gpu$`, 'm'),
    );
  });

  it('does not run as root', () => {
    const entry = instructions.findIndex((line) => line.startsWith('ENTRYPOINT'));
    expect(instructions.slice(0, entry)).toContain('USER worker');
  });
});
