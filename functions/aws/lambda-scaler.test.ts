import { LambdaClient } from '@aws-sdk/client-lambda';
import { bodyTextOf, fakeAws } from '@my-pitch/shared/aws/testing/fake-aws';
import { expect, it } from 'vitest';
import { countQueuedSongs } from '../scale/count-queued-songs.ts';
import { createScalerWaker } from './lambda-scaler.ts';

it('invokes the scaler without waiting for its run, with the number of new songs', async () => {
  const { settings, requests } = fakeAws({ statusCode: 202 });
  await createScalerWaker(new LambdaClient(settings), 'scale')(3);
  const [request] = requests;
  expect(request?.path).toContain('/functions/scale/invocations');
  expect(request?.headers['x-amz-invocation-type']).toBe('Event');
  expect(countQueuedSongs(JSON.parse(bodyTextOf(request)))).toBe(3);
});

it('does nothing where there is no scaler', async () => {
  const { settings, requests } = fakeAws();
  await createScalerWaker(new LambdaClient(settings), undefined)(3);
  expect(requests).toEqual([]);
});
