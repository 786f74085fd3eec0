/** Defaults of the limits an operator can change; the environment overrides them. */
export const defaultLimits = {
  maxUploadBytes: 200 * 1024 * 1024,
  maxDurationSeconds: 15 * 60,
  maxQueuedJobs: 100,
} as const;

/** How fast one client may go: a token bucket that holds `burst` tokens and gains `perHour`. */
export interface RateLimit {
  readonly burst: number;
  readonly perHour: number;
}

/**
 * By default one client sends 30 % of the places in the queue at once, and then 60 % an hour. That is
 * enough for a school class behind one address. Because an unused form holds a place for an hour, a
 * client that sends none of its songs holds 90 % of the places at most.
 */
export function defaultClientLimit(maxQueuedJobs: number): RateLimit {
  return {
    burst: Math.max(1, Math.floor(maxQueuedJobs * 0.3)),
    perHour: Math.max(1, Math.floor(maxQueuedJobs * 0.6)),
  };
}

/** The limit of deletions. They cost less than songs, and a client may delete what it has sent. */
export function deletionLimit({ burst, perHour }: RateLimit): RateLimit {
  return { burst: 4 * burst, perHour: 10 * perHour };
}

/** The limit of saved corrections. A page saves while somebody edits, at most every few seconds. */
export function correctionLimit({ burst, perHour }: RateLimit): RateLimit {
  return { burst: 10 * burst, perHour: 60 * perHour };
}

/** Retention times. */
export const lifetimes = {
  uploadFormSeconds: 60 * 60,
  downloadLinkSeconds: 60 * 60,
  uploadObjectDays: 1,
  resultObjectDays: 7,
  /** Longer than the files, so that an old link shows "expired" instead of "not found". */
  jobRecordDays: 30,
} as const;

/**
 * A job fails with the next error once this many of its attempts are counted: claims that ended in an
 * error or a crash.
 */
export const maxAttempts = 3;

/**
 * A job fails with the next crash once this many of its attempts are counted. The limit is higher than
 * for errors because a crash is weaker evidence against the song: a machine may be reclaimed, or
 * another process may use up its memory.
 */
export const maxAttemptsEndingInCrash = 5;

/**
 * How often a message may be received before it becomes a dead letter. Much higher than the attempt
 * limits because graceful stops and machine failures use receives without using attempts.
 */
export const maxReceiveCount = 50;

/**
 * How often a take may be received while its original is in work, before it fails. With its delays that is
 * 40 minutes, and leaves enough receives for the work itself.
 */
export const maxReceivesBeforeOriginal = 30;

/**
 * How often the event of an upload may be received before it becomes a dead letter and its job fails.
 * With the visibility timeout of its queue, `on-upload` has half an hour to recover.
 */
export const maxUploadEventReceives = 5;

/** A declared content type that can hold a song: any audio, video or media container type. */
export const acceptedContentTypePattern =
  /^(?:(?:audio|video)\/[a-z0-9][a-z0-9.+-]*|application\/(?:ogg|mp4))$/;

/** Whether a declared content type can hold a song. */
export function isAcceptedContentType(contentType: string): boolean {
  return acceptedContentTypePattern.test(contentType);
}
