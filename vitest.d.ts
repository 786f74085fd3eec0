import 'vitest';

/** Context of the running local stack, available to tests by `inject('stack')`. */
export interface StackContext {
  /** URL of the web app, with the HTTP API under `/api`. */
  readonly webUrl: string;
  /** Environment of worker processes and AWS clients for the deployed stack. */
  readonly workerEnv: Readonly<Record<string, string>>;
  readonly deadLetterQueueUrl: string;
  readonly uploadEventQueueUrl: string;
  readonly deadUploadEventQueueUrl: string;
  /** A synthesised song of a few seconds with voice and accompaniment, WAV. */
  readonly songPath: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackContext;
  }
}
