import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings([], {})).toMatchObject({ webPort: 3000, awsPort: 4566 });
  });

  it('come from the command line, else from the environment', () => {
    const env = { MY_PITCH_PORT: '4000', MY_PITCH_AWS_PORT: '4001' };
    expect(readSettings(['--aws-port', '5001'], env)).toMatchObject({
      webPort: 4000,
      awsPort: 5001,
    });
  });

  it('separate the state of different ports', () => {
    expect(basename(readSettings(['--aws-port=5001'], {}).stateDir)).toBe('aws-5001');
  });

  it('separate the state of other object stores and other endpoints', () => {
    const stateOf = (...args: string[]) => basename(readSettings(args, {}).stateDir);
    expect(stateOf('--storage', 'minio')).toBe('aws-4566-minio');
    expect(stateOf('--aws-endpoint', 'http://127.0.0.1:4700')).toBe('at-127.0.0.1-4700');
    expect(stateOf('--aws-endpoint', 'http://aws.test:4700', '--storage=minio')).toBe(
      'at-aws.test-4700-minio',
    );
    expect(basename(readSettings(['--minio-port=9100'], {}).minioDir)).toBe('minio-9100');
  });

  it('name an endpoint by host and port', () => {
    const env = { MY_PITCH_AWS_ENDPOINT: 'http://localhost:4566/' };
    expect(readSettings([], env).awsEndpoint).toEqual({ host: 'localhost', port: 4566 });
    expect(readSettings([], {}).awsEndpoint).toBeUndefined();
  });

  it.each([
    ['--port', '80'],
    ['--storage', 'gcs'],
    ['--minio-port', '4566'],
    ['--aws-endpoint', '127.0.0.1:4566'],
    ['--aws-endpoint', 'http://127.0.0.1:4566/path'],
    ['--port', 'x'],
    ['--port', '70000'],
    ['--aws-port', '3000'],
    ['--x'],
  ])('refuse %s %s', (...args) => {
    expect(() => readSettings(args, {})).toThrow(/--/);
  });
});
