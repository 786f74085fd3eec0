import { z } from 'zod';

const context = { connectionId: z.string().min(1) };

/** The event of the route `$connect`; header names as the client wrote them. */
export const connectEventSchema = z.object({
  requestContext: z.object(context),
  headers: z.record(z.string(), z.string()).default({}),
});
export type ConnectEvent = z.infer<typeof connectEventSchema>;

/** The event of a message, or of `$disconnect`. */
export const socketEventSchema = z.object({
  requestContext: z.object(context),
  body: z.string().nullish(),
});

/** The answer to API Gateway: with another status, `$connect` refuses the connection. */
export interface SocketResponse {
  readonly statusCode: 200 | 403;
}
