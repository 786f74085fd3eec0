import { jobIdOfUpload } from '@my-pitch/shared/keys';
import { type CreatedObject, createdObjects, parseS3Event } from '@my-pitch/shared/messages';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Telemetry } from '../ports.ts';
import { settleBatch } from '../queue/settle-batch.ts';
import { type ReceiveUploadContext, receiveUpload } from './receive-upload.ts';

export interface ReceiveUploadEventsContext extends ReceiveUploadContext, Telemetry {
  /** Tells the scaler how many songs were queued. */
  readonly wakeScaler: (queuedSongs: number) => Promise<void>;
}

type UploadEvent = Pick<SQSRecord, 'messageId' | 'body'>;

/** What Lambda passes to `on-upload`: the part of a batch from SQS that it reads. */
export interface UploadEventBatch {
  readonly Records: readonly UploadEvent[];
}

/**
 * Receives the uploads of a batch of storage events.
 * @returns the events that must be delivered again. One that fails each time becomes a dead letter.
 */
export async function receiveUploadEvents(
  events: readonly UploadEvent[],
  context: ReceiveUploadEventsContext,
): Promise<SQSBatchResponse> {
  const { log, wakeScaler } = context;
  let queuedSongs = 0;
  const response = await settleBatch(events, async ({ messageId, body }) => {
    try {
      for (const object of createdObjects(parseS3Event(body))) {
        if (await isQueued(object, context)) queuedSongs += 1;
      }
      return true;
    } catch (error) {
      log.error('upload event could not be handled', { messageId, error });
      return false;
    }
  });
  if (queuedSongs > 0) {
    // The scaler also runs every minute, so a failure delays a song but does not lose it.
    await wakeScaler(queuedSongs).catch((error: unknown) =>
      log.warn('the scaler could not be woken', { error }),
    );
  }
  return response;
}

/** Receives an upload. Returns whether its job is queued now. */
async function isQueued(
  { key, sequencer }: CreatedObject,
  context: ReceiveUploadEventsContext,
): Promise<boolean> {
  const jobId = jobIdOfUpload(key);
  const job = jobId && (await receiveUpload(jobId, sequencer, context));
  const { status, correlationId } = job ?? {};
  context.log.info('upload received', { key, jobId, status, correlationId });
  return status === 'queued';
}
