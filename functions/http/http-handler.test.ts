import { problemCodes, problemSchema } from '@my-pitch/shared/api';
import { describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { httpEvent } from '../testing/http-event.ts';
import { httpHandler, jsonResponse, noContentResponse } from './http-handler.ts';
import { RequestProblem } from './problem.ts';

const logged: string[] = [];
const log: Log = {
  info: (message) => logged.push(message),
  warn: (message) => logged.push(message),
  error: (message) => logged.push(message),
};

async function responseTo(error: Error) {
  const response = await httpHandler(log, async () => {
    throw error;
  })(httpEvent({}));
  return { ...response, problem: problemSchema.parse(JSON.parse(response.body ?? '')) };
}

describe('problems', () => {
  it.each(problemCodes)('%s becomes problem details', async (code) => {
    const { statusCode, headers, problem } = await responseTo(new RequestProblem(code, 'Because.'));
    expect(problem).toMatchObject({
      type: 'about:blank',
      code,
      detail: 'Because.',
      status: statusCode,
    });
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
  });

  it('of a full queue contain when to try again', async () => {
    const full = new RequestProblem('queue-full', '', { queuedJobs: 7, retryAfterSeconds: 30 });
    const { statusCode, headers, problem } = await responseTo(full);
    expect(statusCode).toBe(429);
    expect(headers).toMatchObject({ 'retry-after': '30' });
    expect(problem).toMatchObject({ queuedJobs: 7, retryAfterSeconds: 30 });
  });

  it('from unexpected errors are logged and contain no details', async () => {
    const { statusCode, body } = await responseTo(new Error('table jobs-7f3 is gone'));
    expect(statusCode).toBe(500);
    expect(body).not.toContain('jobs-7f3');
    expect(logged).toContain('request failed');
  });
});

it('responses are never cached', () => {
  expect(jsonResponse(201, { a: 1 })).toEqual({
    statusCode: 201,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: '{"a":1}',
  });
  expect(noContentResponse()).toEqual({
    statusCode: 204,
    headers: { 'cache-control': 'no-store' },
  });
});
