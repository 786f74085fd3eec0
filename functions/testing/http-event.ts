import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originSecretHeader } from '@my-pitch/shared/origin';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An event of the HTTP API, payload format 2.0, with overrides. */
export function httpEvent(overrides: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 {
  const path = join(import.meta.dirname, 'http-event.fixture.json');
  return { ...JSON.parse(readFileSync(path, 'utf8')), ...overrides };
}

export const originSecret = 'an origin secret of 32 characters';

/** The same as it comes from CloudFront, with the secret that functions expect in tests. */
export function eventOfPage(overrides: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 {
  const event = httpEvent(overrides);
  return { ...event, headers: { ...event.headers, [originSecretHeader]: originSecret } };
}
