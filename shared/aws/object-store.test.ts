import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { objectStoreEnvSchema, parseEnv } from '../env.ts';
import { objectStoreClientConfig, objectStoreEnv, objectStoreOf } from './object-store.ts';

const read = (env: Record<string, string>) => objectStoreOf(parseEnv(objectStoreEnvSchema, env));
const variables = {
  OBJECT_STORE_ENDPOINT: 'http://minio.internal:9000',
  OBJECT_STORE_PUBLIC_ENDPOINT: 'https://songs.example',
  OBJECT_STORE_REGION: 'eu-west-1',
  OBJECT_STORE_ACCESS_KEY_ID: 'minio',
  OBJECT_STORE_SECRET_ACCESS_KEY: 'secret',
};

describe('the object store', () => {
  it('is S3 without variables, with the options of the SDK', () => {
    expect(read({})).toBeUndefined();
    expect(objectStoreClientConfig(read({}), 'browser')).toEqual({});
  });

  it.each(['OBJECT_STORE_ACCESS_KEY_ID', 'OBJECT_STORE_SECRET_ACCESS_KEY'] as const)(
    'needs %s',
    (name) => {
      const { [name]: _, ...others } = variables;
      expect(() => read(others)).toThrow(name);
    },
  );

  it('has the same address for browsers unless another one is named', () => {
    const { OBJECT_STORE_PUBLIC_ENDPOINT: _, ...others } = variables;
    expect(read(others)?.publicEndpoint).toBe('http://minio.internal:9000');
  });

  it('is the same after a round trip through the environment', () => {
    const store = read(variables);
    expect(store && objectStoreEnv(store)).toEqual(variables);
  });

  it.each([
    ['program', 'minio.internal'],
    ['browser', 'songs.example'],
  ] as const)('is addressed by a %s as %s, with the bucket in the path', async (user, host) => {
    const { config } = new S3Client(objectStoreClientConfig(read(variables), user));
    expect((await config.endpoint?.())?.hostname).toBe(host);
    expect(config.forcePathStyle).toBe(true);
    expect(await config.region()).toBe('eu-west-1');
  });
});
