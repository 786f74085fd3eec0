import { z } from 'zod';
import { jobViewSchema } from './api.ts';
import { jobIdSchema } from './ids.ts';

/** The name of the WebSocket API's stage. */
export const socketStage = 'live';

/** The path of the socket on the pages' origin. A URL never has a job's id: it grants access to the result. */
export const socketPath = `/${socketStage}`;

export const socketLimits = {
  maxFollowsPerConnection: 20,
  /** A longer message of a client is refused unread. */
  maxMessageBytes: 512,
  /** A client repeats its messages within this time; after it, a follow counts as left behind. */
  followSeconds: 10 * 60,
} as const;

/** What a client sends: "tell me about this job". Repeated, it also asks for the job's present view. */
export const followRequestSchema = z.object({ action: z.literal('follow'), jobId: jobIdSchema });
export type FollowRequest = z.infer<typeof followRequestSchema>;

const [awaitingUpload, queued, processing, , failed, cancelled, expired] = jobViewSchema.options;

/** The view of a job as polling answers it. A completed job's view has links, which only a request gets. */
export const pushedViewSchema = z.discriminatedUnion('status', [
  awaitingUpload,
  queued,
  processing,
  failed,
  cancelled,
  expired,
]);
export type PushedView = z.infer<typeof pushedViewSchema>;

/** What a client receives. */
export const socketMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: pushedViewSchema }),
  /** The job is completed: ask for its view, which has the links. */
  z.object({ type: z.literal('completed'), jobId: jobIdSchema }),
  z.object({
    type: z.literal('refused'),
    /** Absent when the client's message has none. */
    jobId: jobIdSchema.optional(),
    code: z.enum(['invalid-request', 'not-found', 'too-many-follows']),
  }),
]);
export type SocketMessage = z.infer<typeof socketMessageSchema>;
