import type { Context } from 'aws-lambda';

/** The context of an invocation, as Lambda gives it to a handler. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'MyPitch-Function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:MyPitch-Function',
  memoryLimitInMB: '512',
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  logGroupName: 'logs',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 15_000,
  // The type still asks for these; Lambda's runtime for Node 24 no longer gives them.
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
