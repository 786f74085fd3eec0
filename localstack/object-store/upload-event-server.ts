import { createHash, timingSafeEqual } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { loopback } from '../ports.ts';

/** SQS takes no larger message. */
const maxEventBytes = 256 * 1024;

/** The path of MinIO's webhook. */
const eventPath = '/upload-events';

/** Where the events go. */
export interface UploadEventQueue {
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
}

export interface UploadEventServer {
  /** The address for MinIO's webhook. */
  readonly url: string;
  /** From now on events are put on this queue. Until then MinIO keeps them and sends them again. */
  forwardTo(queue: UploadEventQueue): void;
  close(): Promise<void>;
}

/**
 * Receives the notifications of an object store on the loopback interface and puts them on the queue
 * of upload events, where S3 puts its own.
 * @param port 0 for any free one.
 */
export async function startUploadEventServer(
  port: number,
  token: string,
): Promise<UploadEventServer> {
  let queue: UploadEventQueue | undefined;
  const app = createUploadEventApp(token, () => queue);
  const { promise: listening, resolve, reject } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, port, hostname: loopback }, (info) =>
    resolve(info.port),
  );
  server.once('error', reject);
  const url = `http://${loopback}:${await listening}${eventPath}`;
  return {
    url,
    forwardTo(newQueue) {
      queue = newQueue;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Answers 200 only once the event is on the queue. */
export function createUploadEventApp(
  token: string,
  queueNow: () => UploadEventQueue | undefined,
): Hono {
  const app = new Hono();
  app.use(async ({ req, text }, next) => {
    if (!isEqual(req.header('authorization') ?? '', `Bearer ${token}`)) return text('', 401);
    return next();
  });
  app.post(eventPath, bodyLimit({ maxSize: maxEventBytes }), async ({ req, text }) => {
    const queue = queueNow();
    if (!queue) return text('The queue is not open yet.', 503);
    const MessageBody = await req.text();
    // MinIO checks with an empty body that the webhook answers.
    if (MessageBody === '') return text('');
    try {
      await queue.sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody }));
    } catch (error) {
      console.error('An upload event could not be forwarded; MinIO sends it again:', error);
      return text('The queue does not answer.', 503);
    }
    return text('');
  });
  return app;
}

function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
