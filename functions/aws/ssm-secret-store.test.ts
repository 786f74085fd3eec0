import { SSMClient } from '@aws-sdk/client-ssm';
import { type FakeResponse, fakeAws, jsonBodyOf } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { createSsmSecretStore } from './ssm-secret-store.ts';

function storeWith(...responses: readonly FakeResponse[]) {
  const { settings, requests } = fakeAws(...responses);
  return { store: createSsmSecretStore(new SSMClient(settings)), requests };
}

const missing = { statusCode: 400, body: { __type: 'ParameterNotFound' } };

it('reads a decrypted value', async () => {
  const { store, requests } = storeWith({ body: { Parameter: { Value: 'key' } } });
  expect(await store.read('/a/b')).toBe('key');
  expect(jsonBodyOf(requests[0])).toEqual({ Name: '/a/b', WithDecryption: true });
});

it('stores a value encrypted, and never over another one', async () => {
  const { store, requests } = storeWith({ body: {} });
  await store.create('/a/b', 'key');
  expect(jsonBodyOf(requests[0])).toEqual({
    ...{ Name: '/a/b', Value: 'key', Type: 'SecureString', Overwrite: false },
  });
});

it('knows a missing value, and may remove it again', async () => {
  const { store } = storeWith(missing, missing);
  expect(await store.read('/a/b')).toBeUndefined();
  await store.remove('/a/b');
});

it('throws every other error', async () => {
  const denied = { statusCode: 400, body: { __type: 'AccessDeniedException' } };
  await expect(storeWith(denied).store.read('/a/b')).rejects.toThrow();
  await expect(storeWith(denied).store.remove('/a/b')).rejects.toThrow();
});
