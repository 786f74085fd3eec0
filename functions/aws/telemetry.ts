import { Logger } from '@aws-lambda-powertools/logger';
import { createEmfMetrics } from '@my-pitch/shared/aws/emf-metrics';
import { jobIdReplacer } from '@my-pitch/shared/node/hide-job-ids';
import type { Context } from 'aws-lambda';
import type { Telemetry } from '../ports.ts';

/** A function's log and metrics, both on standard output. */
export interface FunctionTelemetry extends Telemetry {
  /**
   * Wraps a handler so that each line of its log names the invocation: its request id, the function's
   * name, memory and version, and whether this was a cold start.
   */
  inInvocation<Event, Result>(
    handle: (event: Event) => Promise<Result>,
  ): (event: Event, context: Context) => Promise<Result>;
}

/** @param serviceName the function's folder. */
export function createTelemetry(serviceName: string): FunctionTelemetry {
  const log = new Logger({ serviceName, jsonReplacerFn: jobIdReplacer });
  return {
    log,
    metrics: createEmfMetrics(),
    inInvocation: (handle) => (event, context) => {
      log.addContext(context);
      return handle(event);
    },
  };
}
