import 'vitest';

/** What the running local stack tells the tests, by `inject('stack')`. */
export interface StackContext {
  /** Where the web app and, under `/api`, the HTTP API are served. */
  readonly webUrl: string;
  /** The environment with which a worker process, or an AWS client, reaches the deployed stack. */
  readonly workerEnv: Readonly<Record<string, string>>;
  readonly deadLetterQueueUrl: string;
  /** A synthesised song of some seconds, voice and accompaniment, WAV. */
  readonly songPath: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackContext;
  }
}
