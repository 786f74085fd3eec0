import { createHash, timingSafeEqual } from 'node:crypto';
import { originSecretHeader } from '@my-pitch/shared/origin';
import type { Telemetry } from '../ports.ts';
import { type HttpHandler, httpHandler } from './http-handler.ts';
import { RequestProblem } from './problem.ts';

/**
 * Answers only requests with one of these secrets, which CloudFront adds. The others get the problem
 * `wrong-origin`: they would pass CloudFront's limits, and their X-Forwarded-For proves nothing.
 */
export function guardOrigin(
  telemetry: Telemetry,
  secrets: readonly string[],
  handle: HttpHandler,
): HttpHandler {
  const refuse = httpHandler(telemetry, async () => {
    throw new RequestProblem('wrong-origin', 'Please use the address of the page.');
  });
  return (event) => {
    const sent = event.headers[originSecretHeader] ?? '';
    return secrets.some((secret) => isSame(sent, secret)) ? handle(event) : refuse(event);
  };
}

/** Compares in constant time; hashes have equal lengths. */
function isSame(sent: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(sent), hash(secret));
}
