/** The defaults of every limit an operator can change; the environment carries the values in force. */
export const defaultLimits = {
  maxUploadBytes: 200 * 1024 * 1024,
  maxDurationSeconds: 15 * 60,
  maxQueuedJobs: 100,
} as const;

/** How long things are kept. */
export const lifetimes = {
  uploadFormSeconds: 60 * 60,
  downloadLinkSeconds: 60 * 60,
  uploadObjectDays: 1,
  resultObjectDays: 7,
  /** A job's record outlives its files, so that an old link can say "expired" instead of "never existed". */
  jobRecordDays: 30,
} as const;

/**
 * After so many claims that ended badly a job fails with its next error. The job's record counts them,
 * crashes among them.
 */
export const maxAttempts = 3;

/**
 * After so many a job fails with its next crash. A crash says less about the song than an error: a
 * machine may be taken away, or run out of memory for a neighbour.
 */
export const maxAttemptsEndingInCrash = 5;

/**
 * How often a message may be received before it goes to the dead-letter queue: a distant backstop,
 * for orderly stops and failures of machines use up receives too, but no attempts.
 */
export const maxReceiveCount = 50;

const mediaTypePattern = /^(audio|video)\/[a-z0-9][a-z0-9.+-]*$/;
const containerTypes: readonly string[] = ['application/ogg', 'application/mp4'];

/** Whether a declared content type can hold a song: any audio or video type, or a container of them. */
export function isAcceptedContentType(contentType: string): boolean {
  return mediaTypePattern.test(contentType) || containerTypes.includes(contentType);
}
