import { createPublicKey, createSign, createVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerKeyRequest, keyRequestSchema } from './custom-resource.ts';

const parameterName = '/MyPitch/result-signing-key/1';
const answerSchema = z.object({
  Status: z.string(),
  Data: z.object({ PublicKey: z.string().optional() }).optional(),
});

function setUp() {
  const secrets = new Map<string, string>();
  const store = {
    read: async (name: string) => secrets.get(name),
    create: async (name: string, value: string) => {
      if (secrets.has(name)) throw new Error('The name is taken');
      secrets.set(name, value);
    },
    remove: async (name: string) => void secrets.delete(name),
  };
  const send = async (RequestType: string, failing: Partial<typeof store> = {}) => {
    const answers: unknown[] = [];
    const request = keyRequestSchema.parse({
      ...{ RequestType, ResponseURL: 'https://cloudformation.test/answer', StackId: 'stack' },
      ...{ RequestId: 'request', LogicalResourceId: 'Key1' },
      ResourceProperties: { ServiceToken: 'arn:lambda', parameterName },
    });
    await answerKeyRequest(request, { ...store, ...failing }, async (url, body) => {
      expect(url).toBe('https://cloudformation.test/answer');
      answers.push(body);
    });
    expect(answers).toHaveLength(1);
    return { raw: answers[0], ...answerSchema.parse(answers[0]) };
  };
  return { secrets, send };
}

describe('a new key', () => {
  it('is an RSA pair of 2048 bits whose private half only the store has', async () => {
    const { secrets, send } = setUp();
    const { raw, Data } = await send('Create');
    const ids = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Key1' };
    expect(raw).toEqual({ Status: 'SUCCESS', PhysicalResourceId: parameterName, Data, ...ids });
    const privateKey = secrets.get(parameterName) ?? '';
    const signature = createSign('RSA-SHA1').update('a policy').sign(privateKey);
    const isRight = createVerify('RSA-SHA1')
      .update('a policy')
      .verify(Data?.PublicKey ?? '', signature);
    expect(isRight).toBe(true);
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(Data?.PublicKey ?? '');
    expect([asymmetricKeyType, asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048]);
    expect(JSON.stringify(raw)).not.toContain('PRIVATE');
    // Systems Manager keeps no more in a free parameter.
    expect(privateKey.length).toBeLessThan(4096);
  });

  it.each(['Create', 'Update'])('stays the same when a %s follows', async (next) => {
    const { send } = setUp();
    const { Data } = await send('Create');
    expect((await send(next)).Data).toEqual(Data);
  });

  it('is another one after its deletion', async () => {
    const { secrets, send } = setUp();
    const { Data } = await send('Create');
    expect(await send('Delete')).toMatchObject({ Status: 'SUCCESS' });
    expect(secrets.size).toBe(0);
    expect((await send('Create')).Data).not.toEqual(Data);
  });
});

it('fails the deployment with a reason, without the key', async () => {
  const { send } = setUp();
  const create = (_name: string, value: string) =>
    Promise.reject(new Error(`denied ${value.length}`));
  const { raw } = await send('Create', { create });
  expect(raw).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(/^Error: denied \d+$/),
  });
  expect(JSON.stringify(raw)).not.toContain('PRIVATE');
});
