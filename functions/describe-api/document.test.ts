import {
  createJobRequestSchema,
  createJobResponseSchema,
  jobViewSchema,
  limitsSchema,
  problemCodes,
  problemSchema,
} from '@my-pitch/shared/api';
import { correctionsSchema } from '@my-pitch/shared/corrections';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemKinds } from '../http/problem.ts';
import { composeDocument } from './document.ts';
import { generalProblems } from './responses.ts';

const maxUploadBytes = 12_345;
const document = composeDocument(maxUploadBytes);

const exampleSchema = z.record(z.string(), z.object({ value: z.unknown() }));
const contentSchema = z.record(
  z.string(),
  z.object({ schema: z.looseObject({}), examples: exampleSchema.optional() }),
);
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        requestBody: z.object({ content: contentSchema }).optional(),
        responses: z.record(
          z.string(),
          z.object({
            headers: z.record(z.string(), z.looseObject({})),
            content: contentSchema.optional(),
          }),
        ),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});
const { paths, components } = documentSchema.parse(document);
const operations = Object.values(paths).flatMap((path) => Object.values(path));
const operation = (id: string) => operations.find(({ operationId }) => operationId === id)!;

/** The documented problem codes of an operation, by status. */
function codesOf(id: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(operation(id).responses).flatMap(([status, { content }]) => {
      const problem = content?.['application/problem+json'];
      return problem ? [[status, Object.keys(problem.examples ?? {})]] : [];
    }),
  );
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('would be found invalid without a version', async () => {
    const { info: _info, ...incomplete } = document;
    expect(await new Validator().validate(structuredClone(incomplete))).toMatchObject({
      valid: false,
    });
  });

  it('refers only to schemas that it contains', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    const known = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.length).toBeGreaterThan(20);
    expect(references.map(([, ref]) => ref).filter((ref) => !known.includes(ref!))).toEqual([]);
  });

  it('has every field of a request, with the limit in force', () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.looseObject({})) })
      .parse(components.schemas.CreateJobRequest);
    expect(Object.keys(properties)).toEqual(Object.keys(createJobRequestSchema.shape));
    expect(properties.sizeBytes).toMatchObject({ type: 'integer', maximum: maxUploadBytes });
  });

  it('requires the owner token for deleting and correcting only', () => {
    const secured = operations.filter(({ security }) => security.length > 0);
    expect(secured.map(({ operationId }) => operationId)).toEqual(['deleteJob', 'putCorrections']);
  });
});

describe('documented problems', () => {
  it('are all that exist: those of paths and methods in the description, others by operation', () => {
    const byOperation = operations.flatMap(({ operationId }) =>
      Object.values(codesOf(operationId)).flat(),
    );
    const { description } = z.object({ description: z.string() }).parse(document.info);
    const inWords = problemCodes.filter((code) => description.includes(`(\`${code}\`)`));
    expect(inWords).toEqual(['unknown-path', 'method-not-allowed']);
    expect([...new Set([...byOperation, ...inWords])].sort()).toEqual([...problemCodes].sort());
  });

  it('are particular to an operation, or those of every operation', () => {
    expect(codesOf('deleteJob')).toMatchObject({
      401: ['no-owner-token'],
      403: expect.arrayContaining(['wrong-owner']),
      404: ['not-found'],
    });
    expect(codesOf('getLimits')).not.toHaveProperty('404');
    for (const { operationId } of operations) {
      expect(codesOf(operationId)[500]).toContain('internal-error');
    }
  });

  it('are those of every operation while no operation claims them', () => {
    const others = problemCodes.filter((code) => code !== 'queue-full');
    expect(generalProblems([others])).toEqual(['queue-full']);
  });

  it.each(problemCodes)('%s has the status that the API answers', (code) => {
    const statuses = operations.flatMap(({ operationId }) =>
      Object.entries(codesOf(operationId)).flatMap(([status, codes]) =>
        codes.includes(code) ? [Number(status)] : [],
      ),
    );
    expect([...new Set([...statuses, problemKinds[code].status])]).toHaveLength(1);
  });
});

describe('examples match the schemas of the API', () => {
  const examplesOf = (content: z.infer<typeof contentSchema> | undefined) =>
    Object.entries(content ?? {}).flatMap(([type, { examples = {} }]) =>
      Object.entries(examples).map(([name, { value }]) => ({ type, name, value })),
    );

  it('of requests', () => {
    const examples = examplesOf(operation('createJob').requestBody?.content);
    expect(examples.length).toBeGreaterThan(1);
    for (const { value } of examples) createJobRequestSchema.parse(value);
    const documents = examplesOf(operation('putCorrections').requestBody?.content);
    expect(documents.length).toBeGreaterThan(0);
    for (const { value } of documents) correctionsSchema.parse(value);
  });

  it.each([
    ['createJob', '201', createJobResponseSchema],
    ['getJob', '200', jobViewSchema],
    ['getCorrections', '200', correctionsSchema],
    ['getLimits', '200', limitsSchema],
  ])('of %s’s success', (id, status, schema) => {
    const examples = examplesOf(operation(id).responses[status]?.content);
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples) expect(schema.parse(value)).toEqual(value);
  });

  it('of problems', () => {
    const answers = operations.flatMap(({ responses }) => Object.values(responses));
    const problems = answers
      .flatMap(({ content }) => examplesOf(content))
      .filter(({ type }) => type === 'application/problem+json');
    expect(problems.length).toBeGreaterThan(10);
    for (const { value } of problems) expect(problemSchema.parse(value)).toEqual(value);
  });
});
