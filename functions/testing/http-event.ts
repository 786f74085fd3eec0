import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An event of the HTTP API, payload format 2.0, with overrides. */
export function httpEvent(overrides: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 {
  const path = join(import.meta.dirname, 'http-event.fixture.json');
  return { ...JSON.parse(readFileSync(path, 'utf8')), ...overrides };
}
