import { type ApiRoute, apiRoutes, correlationHeader } from '@my-pitch/shared/api';
import type { ProblemCode } from '../http/problem.ts';
import { type Operation, operations } from './operations.ts';
import { commonHeaders, errorResponses, generalProblems } from './responses.ts';
import { componentSchemas, type Json, schemaRef } from './schemas.ts';

const description = `Send a song, get the sheet music of its vocal line.

Errors are problem details (RFC 9457, \`application/problem+json\`). Read \`code\`; texts may change. A
\`retry-after\` header says when to try again. The gateway answers some errors itself, as
\`{"message": "…"}\`. It may also refuse what is no valid HTTP, and a proxy may answer in HTML.

A path of this document answers every other method with 405 (\`method-not-allowed\`) and the header
\`allow\`. Other paths under \`/api/\` answer 404 (\`unknown-path\`). Unknown query parameters, headers and
properties are ignored.`;

/** The codes for requests that reach none of the documented operations. */
const outsideOperations: readonly ProblemCode[] = ['unknown-path', 'method-not-allowed'];

/**
 * The OpenAPI document of the HTTP API.
 * @param maxUploadBytes the limit in force.
 */
export function composeDocument(maxUploadBytes: number): Json {
  const general = generalProblems([
    outsideOperations,
    ...Object.values(operations).map(({ problems }) => problems),
  ]);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of apiRoutes) {
    const [method, path] = splitRoute(route);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, general) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'My Pitch',
      version: '1',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server of this document' }],
    paths,
    components: {
      schemas: componentSchemas(maxUploadBytes),
      securitySchemes: {
        ownerToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The `ownerToken` that `createJob` answered for this job.',
        },
      },
    },
  };
}

/** Splits `GET /api/limits` into method and path. */
export function splitRoute(route: ApiRoute): [method: string, path: string] {
  const [method = '', path = ''] = route.split(' ');
  return [method, path];
}

function operationOf(route: ApiRoute, general: readonly ProblemCode[]): Json {
  const { operationId, summary, description, body, isForOwner, success, others, problems } =
    operations[route];
  return {
    operationId,
    summary,
    description,
    parameters: [
      ...(route.includes('{jobId}') ? [jobIdParameter] : []),
      ...headerParameters(operations[route].headers),
      correlationParameter,
    ],
    ...(body && { requestBody: requestBodyOf(body) }),
    security: isForOwner ? [{ ownerToken: [] }] : [],
    responses: {
      [success.status]: successResponse(success),
      ...Object.fromEntries(
        Object.entries(others ?? {}).map(([status, other]) => [status, successResponse(other)]),
      ),
      ...errorResponses([...problems, ...general]),
    },
  };
}

const jobIdParameter = {
  name: 'jobId',
  in: 'path',
  required: true,
  description: 'A malformed id answers 404, like that of no job.',
  schema: schemaRef('JobId'),
};

function headerParameters(headers: Operation['headers'] = {}): readonly Json[] {
  return Object.entries(headers).map(([name, description]) => {
    return { name, in: 'header', description, schema: { type: 'string' } };
  });
}

const correlationParameter = {
  name: correlationHeader,
  in: 'header',
  description:
    'An id of yours for the log lines about this request: a random (v4) UUID in lower case. Anything else is replaced by a new one.',
  schema: { type: 'string' },
};

function requestBodyOf({ schema, limit, examples }: NonNullable<Operation['body']>): Json {
  return {
    required: true,
    description: limit,
    content: { 'application/json': { schema: schemaRef(schema), examples: named(examples) } },
  };
}

type Success = Omit<Operation['success'], 'status'>;

function successResponse({ description, headers, content, links }: Success): Json {
  return {
    description,
    headers: { ...commonHeaders, ...headers },
    ...(content && {
      content: {
        'application/json': { schema: content.schema, examples: named(content.examples) },
      },
    }),
    ...(links && { links }),
  };
}

function named(examples: Readonly<Record<string, unknown>>): Json {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
}
