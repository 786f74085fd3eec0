import { anyText } from '@my-pitch/shared/testing/any-text';
import fc from 'fast-check';
import { corrections } from '../../describe-api/examples.ts';
import { ownerToken, sampleId } from '../sample-jobs.ts';

/** A request from a browser or from an attacker. */
export interface FuzzRequest {
  readonly route:
    | 'POST /api/jobs'
    | 'GET /api/jobs/{jobId}'
    | 'DELETE /api/jobs/{jobId}'
    | 'GET /api/jobs/{jobId}/corrections'
    | 'PUT /api/jobs/{jobId}/corrections'
    | 'GET /api/limits';
  readonly jobId: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How the gateway encodes the body. `broken`: it declares base64, but the body is plain text. */
  readonly encoding: 'text' | 'base64' | 'base64 of Latin-1' | 'broken';
  readonly isQueueFull: boolean;
}

/** Part of every song's name, to find logs that contain one. */
export const secretName = 'A secret song';

const keys = ['fileName', 'contentType', 'sizeBytes', 'options', 'takeOf'] as const;
const oddKeys = ['__proto__', 'constructor', 'toString', 'prototype', '', 'jobId', 'status', '\0'];
const odd = fc.oneof(
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, 0, -0, -1, 1.5, 1e308, 2 ** 53, 'NaN', [], {}, [[]], { length: 5 }),
);
const options = fc.record(
  {
    content: fc.oneof(fc.constantFrom('song', 'voice'), odd),
    lossless: fc.oneof(fc.boolean(), odd),
    preset: fc.oneof(fc.constantFrom('fast', 'best'), odd),
    stems: fc.oneof(fc.constantFrom('two', 'four'), odd),
  },
  { requiredKeys: [] },
);
const valid = { fileName: `${secretName}.mp3`, contentType: 'audio/mpeg', sizeBytes: 5000 };
const fields = {
  fileName: fc.oneof(
    anyText.map((text) => `${secretName} ${text.slice(0, 200)}`),
    odd,
  ),
  contentType: fc.oneof(
    fc.constantFrom(' AUDIO/WEBM;codecs=opus', 'video/mp4', 'text/html', 'audio/'),
    anyText.map((text) => `audio/mpeg;${text}`),
    odd,
  ),
  sizeBytes: fc.oneof(fc.integer({ min: 1, max: 20_000 }), odd),
  options: fc.oneof(options, odd),
  // Ids of a completed, a failed, a cancelled and an expired job, and one that no job has.
  takeOf: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 4, max: 8 }).map(sampleId) }, odd),
};
/** A valid request with one or several fields replaced. */
const likely = fc
  .oneof(
    fc.record({ fileName: fields.fileName }),
    fc.record({ contentType: fields.contentType }),
    fc.record({ sizeBytes: fields.sizeBytes }),
    fc.record({ options: fields.options }),
    fc.record({ takeOf: fields.takeOf }),
    fc.record(fields, { requiredKeys: [] }),
  )
  .map((overrides) => ({ ...valid, ...overrides }));

/** A JSON object with duplicate keys and keys of `Object.prototype`. */
const withOddKeys = fc
  .tuple(likely, fc.array(fc.tuple(fc.constantFrom(...keys, ...oddKeys), odd), { maxLength: 4 }))
  .map(([fields, more]) => {
    const members = [...Object.entries(fields), ...more].map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`,
    );
    return `{${members.join(',')}}`;
  });

/** A JSON text with a part replaced. */
const garbled = fc
  .tuple(likely, fc.nat(), fc.nat(12), anyText)
  .map(([fields, at, length, text]) => {
    const whole = JSON.stringify(fields);
    const start = at % whole.length;
    return whole.slice(0, start) + text.slice(0, 20) + whole.slice(start + length);
  });

const nested = fc
  .tuple(fc.constantFrom(['[', ']'], ['{"options":', '}'], ['{"__proto__":', '}']), fc.nat(20_000))
  .map(([[open = '', close = ''], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`);
const huge = fc
  .tuple(fc.constantFrom(...keys), fc.constantFrom('a', '가', '\ud800', '\0', '&'), fc.nat(200_000))
  .map(([key, unit, count]) => JSON.stringify({ [key]: unit.repeat(count) }));

/** Valid corrections with a field, or a field of a note, replaced. */
const correctedScore = fc
  .tuple(
    fc.constantFrom(...Object.keys(corrections), ...oddKeys),
    fc.constantFrom('', ...Object.keys(corrections.notes[0] ?? {})),
    odd,
    fc.boolean(),
  )
  .map(([key, ofNote, value, isValid]) => {
    const titled = { ...corrections, title: secretName };
    if (isValid) return titled;
    if (ofNote === '') return { ...titled, [key]: value };
    return { ...titled, notes: corrections.notes.map((note) => ({ ...note, [ofNote]: value })) };
  })
  .map((document) => JSON.stringify(document));

const body = fc.oneof(
  { weight: 6, arbitrary: correctedScore },
  { weight: 6, arbitrary: likely.map((fields) => JSON.stringify(fields)) },
  { weight: 4, arbitrary: withOddKeys },
  { weight: 4, arbitrary: garbled },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: anyText },
  { weight: 1, arbitrary: fc.oneof(nested, huge) },
);

const jobId = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 8 }).map((n): string => sampleId(n)) },
  { weight: 1, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.uuid().map((id) => id.toUpperCase()) },
  { weight: 2, arbitrary: anyText.map((text) => text.slice(0, 100)) },
);
const authorization = fc.oneof(
  fc.constantFrom(`Bearer ${ownerToken}`, `bearer ${ownerToken}`, `Basic ${ownerToken}`, 'Bearer '),
  fc.stringMatching(/^Bearer [\w-]{43}$/),
  anyText,
);
const correlationId = fc.oneof(
  fc.uuid({ version: 4 }),
  fc.uuid(),
  fc.uuid({ version: 4 }).map((id) => `${id}${secretName}`),
  anyText.map((text) => `${secretName}${text}`),
);
const headersOfOwner = fc.record({
  authorization: fc.constant(`Bearer ${ownerToken}`),
  'content-type': fc.constant('application/json'),
  'if-match': fc.constantFrom('"1"', '"2"'),
});
const anyHeaders = fc.record(
  {
    authorization,
    'content-type': fc.oneof(fc.constant('application/json'), anyText),
    'if-match': fc.oneof(fc.constantFrom('"1"', '"2"', '*', 'W/"1"'), anyText),
    'if-none-match': fc.oneof(fc.constantFrom('*', '"1"'), anyText),
    'x-correlation-id': correlationId,
    'x-forwarded-for': anyText,
    cookie: anyText,
  },
  { requiredKeys: [] },
);

const headers: fc.Arbitrary<FuzzRequest['headers']> = fc.oneof(
  { weight: 5, arbitrary: anyHeaders },
  { weight: 1, arbitrary: headersOfOwner },
);

/** Requests to every route, valid and invalid. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc.record({
  route: fc.constantFrom(
    'POST /api/jobs',
    'POST /api/jobs',
    'GET /api/jobs/{jobId}',
    'DELETE /api/jobs/{jobId}',
    'GET /api/jobs/{jobId}/corrections',
    'PUT /api/jobs/{jobId}/corrections',
    'GET /api/limits',
  ),
  jobId,
  query: anyText,
  headers,
  body,
  encoding: fc.constantFrom('text', 'text', 'text', 'base64', 'base64 of Latin-1', 'broken'),
  isQueueFull: fc.nat(9).map((n) => n === 0),
});
