import { describe, expect, it } from 'vitest';
import { createUploadEventApp, type UploadEventQueue } from './upload-event-server.ts';

const token = 'a-token-of-this-test';

/** A queue that records its messages, or fails. */
function queueThat(fails = false) {
  const bodies: unknown[] = [];
  const send = async (command: { readonly input: object }) => {
    if (fails) throw new Error('The queue does not answer');
    bodies.push(command.input);
    return { $metadata: {} };
  };
  return { queue: { sqs: { send }, queueUrl: 'http://queue.test/events' }, bodies };
}

const post = (queue: UploadEventQueue | undefined, authorization: string, body: string) =>
  createUploadEventApp(token, () => queue).request('/upload-events', {
    method: 'POST',
    headers: { authorization },
    body,
  });

describe('a notification', () => {
  it('is put on the queue as it came', async () => {
    const { queue, bodies } = queueThat();
    expect((await post(queue, `Bearer ${token}`, '{"Records":[]}')).status).toBe(200);
    expect(bodies).toEqual([
      { QueueUrl: 'http://queue.test/events', MessageBody: '{"Records":[]}' },
    ]);
  });

  it.each(['', token, 'Bearer ', `Bearer ${token}x`, `Bearer ${token.toUpperCase()}`])(
    'with the authorization "%s" is refused',
    async (authorization) => {
      const { queue, bodies } = queueThat();
      expect((await post(queue, authorization, '{"Records":[]}')).status).toBe(401);
      expect(bodies).toEqual([]);
    },
  );

  it('is not confirmed before there is a queue, or while that does not answer', async () => {
    expect((await post(undefined, `Bearer ${token}`, '{}')).status).toBe(503);
    const { queue } = queueThat(true);
    expect((await post(queue, `Bearer ${token}`, '{}')).status).toBe(503);
  });

  it('larger than a message of the queue is refused', async () => {
    const { queue, bodies } = queueThat();
    const large = 'x'.repeat(256 * 1024 + 1);
    expect((await post(queue, `Bearer ${token}`, large)).status).toBe(413);
    expect(bodies).toEqual([]);
  });
});
