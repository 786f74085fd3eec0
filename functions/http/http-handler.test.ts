import { correlationHeader, problemCodes, problemSchema } from '@my-pitch/shared/api';
import { correlationIdSchema, jobIdSchema } from '@my-pitch/shared/ids';
import { memoryMetrics } from '@my-pitch/shared/testing/memory-metrics';
import { describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { httpEvent } from '../testing/http-event.ts';
import { httpHandler, jsonResponse, noContentResponse } from './http-handler.ts';
import { RequestProblem } from './problem.ts';

const ofPage = '00000000-0000-4000-8000-00000000aaaa';
const ofJob = correlationIdSchema.parse('00000000-0000-4000-8000-00000000bbbb');
const jobId = jobIdSchema.parse('00000000-0000-4000-8000-000000000001');

function setUp() {
  const lines: (readonly [message: string, details: Readonly<Record<string, unknown>>])[] = [];
  const write: Log['info'] = (message, details) => void lines.push([message, details]);
  const log: Log = { info: write, warn: write, error: write };
  return { lines, telemetry: { log, ...memoryMetrics() } };
}

async function responseTo(error: Error, { telemetry } = setUp()) {
  const response = await httpHandler(telemetry, async () => {
    throw error;
  })(httpEvent({ headers: { [correlationHeader]: ofPage } }));
  return { ...response, problem: problemSchema.parse(JSON.parse(response.body ?? '')) };
}

describe('problems', () => {
  it.each(problemCodes)('%s becomes problem details, and is counted', async (code) => {
    const host = setUp();
    const error = new RequestProblem(code, 'Because.');
    const { statusCode, headers, problem } = await responseTo(error, host);
    expect(host.telemetry.recorded).toEqual([['RequestsRefused', 1, { ProblemCode: code }]]);
    expect(problem).toMatchObject({
      type: 'about:blank',
      code,
      detail: 'Because.',
      status: statusCode,
    });
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-correlation-id': ofPage,
      ...(statusCode === 401 && { 'www-authenticate': 'Bearer' }),
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
    const host = setUp();
    const error = new Error('table jobs-7f3 is gone');
    const { statusCode, body } = await responseTo(error, host);
    expect(statusCode).toBe(500);
    expect(body).not.toContain('jobs-7f3');
    expect(host.lines).toEqual([['request failed', { correlationId: ofPage, error }]]);
    expect(host.telemetry.recorded).toEqual([
      ['RequestsRefused', 1, { ProblemCode: 'internal-error' }],
    ]);
  });
});

describe('a temporary failure of AWS', () => {
  const failure = (name: string, httpStatusCode: number) =>
    Object.assign(new Error('table jobs-7f3'), { name, $metadata: { httpStatusCode } });

  it.each([
    failure('ProvisionedThroughputExceededException', 400),
    failure('ThrottlingException', 400),
    failure('SlowDown', 503),
    failure('InternalServerError', 500),
  ])('is a 503 that says when to try again: $name', async (error) => {
    const { statusCode, headers, problem, body } = await responseTo(error);
    expect([statusCode, problem.code]).toEqual([503, 'unavailable']);
    expect(headers).toMatchObject({ 'retry-after': '5' });
    expect(body).not.toContain('jobs-7f3');
  });

  it.each([failure('AccessDeniedException', 400), failure('NoSuchBucket', 404)])(
    'is not %s',
    async (error) => {
      expect((await responseTo(error)).statusCode).toBe(500);
    },
  );
});

describe('the correlation id', () => {
  /** A request about a job with `correlationId`. */
  async function ask(header: string | undefined, correlationId?: typeof ofJob) {
    const { lines, telemetry } = setUp();
    const handle = httpHandler(telemetry, async ({ log, isAbout }) => {
      isAbout({ jobId, correlationId });
      log.info('done', {});
      return noContentResponse();
    });
    const { headers = {} } = await handle(
      httpEvent({ headers: header === undefined ? {} : { [correlationHeader]: header } }),
    );
    return { header: headers[correlationHeader], logged: lines[0]?.[1] };
  }

  it('is the one that the page made', async () => {
    expect(await ask(ofPage)).toEqual({ header: ofPage, logged: { correlationId: ofPage, jobId } });
  });

  it('is that of the job if it has one', async () => {
    const expected = { header: ofJob, logged: { correlationId: ofJob, jobId } };
    expect(await ask(ofPage, ofJob)).toEqual(expected);
    expect(await ask(undefined, ofJob)).toEqual(expected);
  });

  it('is a new one for each request without one', async () => {
    const [first, second] = [await ask(undefined), await ask(undefined)];
    expect(correlationIdSchema.safeParse(first.header).success).toBe(true);
    expect(first.logged).toEqual({ correlationId: first.header, jobId });
    expect(first.header).not.toBe(second.header);
  });

  it.each([
    ['empty', ''],
    ['in upper case', ofPage.toUpperCase().replace('0000', 'ABCD')],
    ['of another version', '00000000-0000-1000-8000-00000000aaaa'],
    ['with a line break', `${ofPage}\n{"level":"ERROR"}`],
    ['that was sent twice', `${ofPage},${ofPage}`],
    ['that is a script', '<script>alert(1)</script>'],
    ['that is long', ofPage.repeat(5000)],
  ])('is a new one for a header that is %s', async (_name, header) => {
    const { header: answered, logged } = await ask(header);
    expect(correlationIdSchema.safeParse(answered).success).toBe(true);
    expect(logged).toEqual({ correlationId: answered, jobId });
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
