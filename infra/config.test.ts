import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readConfig, stackNameOf, webOriginOf } from './config.ts';
import { emptyFolder } from './testing/synthesise.ts';

const read = (context: Record<string, unknown>) =>
  readConfig(new App({ context, outdir: emptyFolder() }).node);

describe('the configuration', () => {
  it('needs only a target', () => {
    expect(read({ target: 'aws' })).toMatchObject({
      maxUploadBytes: 209_715_200,
      maxDurationSeconds: 900,
      maxQueuedJobs: 100,
      gpuInstanceTypes: ['g4dn.xlarge', 'g5.xlarge'],
      maxCpuWorkers: 4,
      cpuWorkerVcpus: 2,
      maxGpuWorkers: 0,
      spotWorkers: 'false',
    });
  });

  it('parses limits from text, as `-c` passes them', () => {
    const config = read({
      target: 'aws',
      maxGpuWorkers: '8',
      gpuInstanceTypes: 'g6.xlarge, g5.xlarge',
    });
    expect(config.maxGpuWorkers).toBe(8);
    expect(config.gpuInstanceTypes).toEqual(['g6.xlarge', 'g5.xlarge']);
  });

  it.each([
    ['another target', { target: 'moon' }, /target/],
    ['another environment', { target: 'aws', env: 'moon' }, /env|production/],
    [
      'an unknown setting of an environment',
      { target: 'aws', environments: { staging: { maxCpuWorker: 1 } } },
      /maxCpuWorker/,
    ],
    ['a limit that is not a number', { target: 'aws', maxGpuWorkers: 'many' }, /maxGpuWorkers/],
    ['a setting of an earlier version', { target: 'aws', maxWorkers: '4' }, /maxGpuWorkers/],
    ['a size that Fargate does not have', { target: 'aws', cpuWorkerVcpus: '3' }, /cpuWorkerVcpus/],
    [
      'a domain without a certificate',
      { target: 'aws', webDomain: 'sing.example' },
      /certificateArn/,
    ],
    [
      'a model without a checksum',
      { target: 'aws', modelSource: 'https://x.example/m.onnx' },
      /modelSha256/,
    ],
    [
      'a model over plain HTTP',
      { target: 'aws', modelSource: 'http://x.example/m.onnx' },
      /modelSource/,
    ],
  ] as const)('refuses %s and names the setting', (_, context, words) => {
    expect(() => read(context)).toThrow(words);
  });

  it('of an environment takes precedence over the general one', () => {
    const context = {
      target: 'aws',
      maxCpuWorkers: 3,
      environments: { staging: { maxCpuWorkers: 1 } },
    };
    const staging = read({ ...context, env: 'staging' });
    const production = read(context);
    expect([staging, production].map(stackNameOf)).toEqual(['MyPitch-staging', 'MyPitch']);
    expect([staging, production].map(({ maxCpuWorkers }) => maxCpuWorkers)).toEqual([1, 3]);
  });

  it('derives the origin of the pages', () => {
    expect(webOriginOf(read({ target: 'local' }))).toBe('http://localhost:3000');
    expect(webOriginOf(read({ target: 'local', webOrigin: 'http://localhost:8080' }))).toBe(
      'http://localhost:8080',
    );
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0';
    expect(webOriginOf(read({ target: 'aws', webDomain: 'sing.example', certificateArn }))).toBe(
      'https://sing.example',
    );
    expect(webOriginOf(read({ target: 'aws' }))).toBeUndefined();
  });
});
