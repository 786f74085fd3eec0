import { z } from 'zod';
import { correlationIdSchema, jobIdSchema } from './ids.ts';

/** The body of a job queue message. Everything else is in the job's record. */
export const jobMessageSchema = z.object({
  jobId: jobIdSchema,
  /** For log lines before the record is read. Absent from messages of older versions; an invalid one is ignored. */
  correlationId: correlationIdSchema.optional().catch(undefined),
});
export type JobMessage = z.infer<typeof jobMessageSchema>;

/** Serialises a queue message. */
export function composeJobMessage(message: JobMessage): string {
  return JSON.stringify(message);
}

/**
 * Parses a queue message's body.
 * @throws {z.ZodError | SyntaxError} if it is not a job message.
 */
export function parseJobMessage(body: string): JobMessage {
  return jobMessageSchema.parse(JSON.parse(body));
}

const s3RecordSchema = z.object({
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional(),
      /** Differs between two writes of one object; the same when an event is delivered again. */
      sequencer: z.string().optional(),
    }),
  }),
});

/** An S3 event notification, or the `s3:TestEvent` that S3 sends when notifications are configured. */
export const s3EventSchema = z.union([
  z.object({ Records: z.array(s3RecordSchema) }),
  z.object({ Event: z.literal('s3:TestEvent') }),
]);
export type S3Event = z.infer<typeof s3EventSchema>;

/**
 * Parses an event notification that S3, or a server with the same API, has put on a queue.
 * @throws {z.ZodError | SyntaxError} if it is none.
 */
export function parseS3Event(body: string): S3Event {
  return s3EventSchema.parse(JSON.parse(body));
}

/** An object that was written. */
export interface CreatedObject {
  readonly key: string;
  /** Names this write of the object; `undefined` if the store gives no name. */
  readonly sequencer: string | undefined;
}

/** The created objects with their decoded keys; none for a test event. */
export function createdObjects(event: S3Event): readonly CreatedObject[] {
  if (!('Records' in event)) return [];
  return event.Records.filter((record) => /^(s3:)?ObjectCreated:/.test(record.eventName)).map(
    ({ s3: { object } }) => ({
      key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      sequencer: object.sequencer,
    }),
  );
}
