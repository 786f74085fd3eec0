import {
  createJobRequestSchema,
  createJobResponseSchema,
  jobViewSchema,
  limitsSchema,
  problemSchema,
} from '@my-pitch/shared/api';
import { correctionsSchema } from '@my-pitch/shared/corrections';
import { failureCodeSchema } from '@my-pitch/shared/errors';
import { correlationIdSchema, jobIdSchema, ownerTokenSchema } from '@my-pitch/shared/ids';
import { jobOptionsSchema } from '@my-pitch/shared/job';
import { artifactNameSchema } from '@my-pitch/shared/keys';
import { progressSchema } from '@my-pitch/shared/stages';
import { z } from 'zod';

/** A part of an OpenAPI document. */
export type Json = Readonly<Record<string, unknown>>;

const sentSchemas = { JobOptions: jobOptionsSchema, Corrections: correctionsSchema };
const answeredSchemas = {
  JobId: jobIdSchema,
  OwnerToken: ownerTokenSchema,
  CorrelationId: correlationIdSchema,
  CreateJobResponse: createJobResponseSchema,
  JobView: jobViewSchema,
  Progress: progressSchema,
  ArtifactName: artifactNameSchema,
  FailureCode: failureCodeSchema,
  Limits: limitsSchema,
  Problem: problemSchema,
  GatewayMessage: z
    .looseObject({ message: z.string() })
    .describe('An error of the gateway, which it answers before any function of ours runs.'),
};
export type SchemaName =
  | keyof typeof sentSchemas
  | keyof typeof answeredSchemas
  | 'CreateJobRequest';

/** A reference to a schema of the document. */
export function schemaRef(name: SchemaName): Json {
  return { $ref: refOf(name) };
}

/**
 * The JSON Schemas of everything that the API receives and answers, by name. Objects in answers have no
 * other properties; in requests others are ignored.
 */
export function componentSchemas(maxUploadBytes: number): Json {
  const sizeBytes = z.int().positive().max(maxUploadBytes);
  const CreateJobRequest = createJobRequestSchema.extend({ sizeBytes });
  return {
    ...jsonSchemas({ ...sentSchemas, CreateJobRequest }, 'input'),
    ...jsonSchemas(answeredSchemas, 'output'),
  };
}

function jsonSchemas(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: written } = z.toJSONSchema(registry, {
    io,
    uri: refOf,
    override: ({ jsonSchema }) => {
      // The format says the same as zod's long pattern.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(written).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [
      name,
      schema,
    ]),
  );
}

function refOf(name: string): string {
  return `#/components/schemas/${name}`;
}
