import { describe, expect, it } from 'vitest';
import { answerRequest, proofRequestSchema } from './custom-resource.ts';

/** Sends a request to the custom resource, and collects what it tests and answers. */
async function send(fields: object, failure?: Error) {
  const request = proofRequestSchema.parse({
    ...{ RequestType: 'Update', ResponseURL: 'https://cloudformation.test/answer' },
    ...{ StackId: 'stack', RequestId: 'request', LogicalResourceId: 'CpuProof' },
    PhysicalResourceId: 'worker:1',
    ResourceProperties: {
      ...{ ServiceToken: 'arn:lambda', cluster: 'c', taskDefinition: 'worker:2' },
      ...{ capacityProvider: 'FARGATE', container: 'Worker', command: ['self-test.ts'] },
    },
    ...fields,
  });
  const tested: string[] = [];
  const answers: unknown[] = [];
  await answerRequest(
    request,
    async ({ taskDefinition }) => {
      tested.push(taskDefinition);
      if (failure) throw failure;
    },
    async (_url, body) => {
      answers.push(body);
    },
  );
  return { tested, answers };
}

describe('the proof of an image', () => {
  it.each([
    ['a new service', { RequestType: 'Create', PhysicalResourceId: undefined }],
    ['a new task definition', {}],
  ])('tests %s and remembers the task definition', async (_, fields) => {
    const { tested, answers } = await send(fields);
    expect(tested).toEqual(['worker:2']);
    const ids = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'CpuProof' };
    expect(answers).toEqual([
      { Status: 'SUCCESS', PhysicalResourceId: 'worker:2', Reason: '', ...ids },
    ]);
  });

  it('fails the deployment when the test fails, and remembers the last one that passed', async () => {
    const { answers } = await send({}, new Error('exit code 1'));
    expect(answers).toMatchObject([
      { Status: 'FAILED', Reason: 'Error: exit code 1', PhysicalResourceId: 'worker:1' },
    ]);
  });

  it('gives a reason that CloudFormation accepts', async () => {
    const { answers } = await send({}, new Error('x'.repeat(10_000)));
    expect(JSON.stringify(answers[0]).length).toBeLessThan(4096);
  });

  it.each([
    ['the definition that it has now', 'worker:2', []],
    ['an older definition, after a newer one has passed', 'worker:10', []],
    ['another family of definitions, which did not pass yet', 'other:10', ['worker:2']],
  ])('tests only what has not passed, in a change to %s', async (_, proven, expected) => {
    const { tested, answers } = await send({ PhysicalResourceId: proven });
    expect(tested).toEqual(expected);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'worker:2' }]);
  });

  it('tests nothing when it is deleted', async () => {
    const { tested, answers } = await send({ RequestType: 'Delete' }, new Error('no quota'));
    expect(tested).toEqual([]);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'worker:1' }]);
  });
});
