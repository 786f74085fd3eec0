import { originEnvSchema } from '@my-pitch/shared/env';
import { expect, it } from 'vitest';
import { originSecretAnswer, originSecretRequestSchema } from './derive-secrets.ts';

const key = 'k'.repeat(64);

function answer(rotation: string, before?: string, ofKey = key) {
  const request = originSecretRequestSchema.parse({
    RequestType: before === undefined ? 'Create' : 'Update',
    ResponseURL: 'https://cloudformation.example/answer',
    ...{ StackId: 's', RequestId: 'r', LogicalResourceId: 'l' },
    ResourceProperties: { ServiceToken: 'arn', rotation },
    ...(before !== undefined && {
      OldResourceProperties: { ServiceToken: 'arn', rotation: before },
    }),
  });
  const { Data, ...rest } = originSecretAnswer(request, ofKey);
  const { ORIGIN_SECRETS: accepted } = originEnvSchema.parse({ ORIGIN_SECRETS: Data.Accepted });
  return { present: Data.Present, accepted, rest };
}

it('the first deployment has one secret, which CloudFormation does not show', () => {
  const { present, accepted, rest } = answer('first');
  expect(accepted).toEqual([present]);
  expect(rest).toMatchObject({ Status: 'SUCCESS', NoEcho: true, LogicalResourceId: 'l' });
});

it('each deployment changes it, and functions accept both while CloudFront changes', () => {
  const [first, second, third] = [answer('1'), answer('2', '1'), answer('3', '2')];
  expect(new Set([first.present, second.present, third.present]).size).toBe(3);
  expect(second.accepted).toEqual([second.present, first.present]);
  expect(third.accepted).toEqual([third.present, second.present]);
});

it('a rollback restores the secret before, and accepts that of the failed deployment', () => {
  const [first, failed, back] = [answer('1'), answer('2', '1'), answer('1', '2')];
  expect(back.present).toBe(first.present);
  expect(back.accepted).toEqual([first.present, failed.present]);
});

it('nobody can compute it from the name of a deployment', () => {
  expect(answer('1').present).not.toBe(answer('1', undefined, 'x'.repeat(64)).present);
});
