import type { JobId } from '@my-pitch/shared/ids';
import type { Job } from '@my-pitch/shared/job';
import { isTerminal } from '@my-pitch/shared/status';
import type { ViewWithoutLinksContext } from '../get-job/view-job.ts';
import type { JobTable } from '../ports.ts';
import type { QueueCounters } from '../queue/ports.ts';
import { messageAbout } from '../sockets/message-about.ts';
import type { FollowedLine, Follows, Sockets } from '../sockets/ports.ts';
import { type JobChange, kindOfChange, mergeChanges } from './job-change.ts';
import type { Pace, Postponed } from './pace.ts';
import type { StreamChanges } from './read-changes.ts';

/** After a song has left the queue, so many followed songs hear their new place at once. */
const placesPushed = 20;
const concurrentSends = 20;

export interface PushContext extends ViewWithoutLinksContext {
  readonly table: Pick<JobTable, 'read'>;
  readonly follows: Follows;
  readonly line: FollowedLine;
  readonly sockets: Sockets;
  /** The counters as they are now, for places that have just changed. */
  readonly presentCounters: Pick<QueueCounters, 'read'>;
  /** How often the progress of a job is pushed. */
  readonly progressPace: Pace;
  /** When the places in the queue are pushed after a song has left it. */
  readonly places: Postponed;
}

/** What a call has done, for the log. */
export interface PushSummary {
  readonly sent: number;
  /** Connections that were closed without notice. */
  readonly gone: number;
}

/**
 * Tells the followers of changed jobs. A song that leaves the queue changes the places of all behind it:
 * only those that start next hear of it now, the others with their next message.
 * @throws {AggregateError} when some of it failed, after all the rest. A call may be repeated.
 */
export async function pushChanges(
  { changes, hasQueueMoved }: StreamChanges,
  context: PushContext,
): Promise<PushSummary> {
  const summary = { sent: 0, gone: 0 };
  const errors: unknown[] = [];
  const attempt = async (work: () => Promise<PushSummary>): Promise<void> => {
    try {
      const { sent, gone } = await work();
      summary.sent += sent;
      summary.gone += gone;
    } catch (error) {
      errors.push(error);
    }
  };
  for (const change of mergeChanges(changes)) await attempt(() => pushChange(change, context));
  if (hasQueueMoved) context.places.ask();
  if (context.places.isDue()) await attempt(() => pushPlaces(context));
  if (errors.length > 0) throw new AggregateError(errors, 'Some followers were not told');
  return summary;
}

async function pushChange(change: JobChange, context: PushContext): Promise<PushSummary> {
  const { before, after } = change;
  if (before.status === 'queued' && after.status !== 'queued') await context.line.remove(before);
  const kind = kindOfChange(change);
  if (kind === 'nothing') return nobody;
  const isDue = context.progressPace.isDue(after.jobId);
  if (kind === 'progress' && !isDue) return nobody;
  const followers = await context.follows.followersOf(after.jobId);
  const summary = await tell(followers, after, context);
  if (isTerminal(after.status)) await context.follows.removeJob(after.jobId, followers);
  return summary;
}

async function pushPlaces(context: PushContext): Promise<PushSummary> {
  const jobIds = await context.line.nearest(placesPushed);
  if (jobIds.length === 0) return nobody;
  const summary = await context.presentCounters.read();
  const present = { ...context, counters: { read: async () => summary } };
  const summaries = await Promise.all(jobIds.map((jobId) => pushPlace(jobId, present)));
  return sumOf(summaries);
}

async function pushPlace(jobId: JobId, context: PushContext): Promise<PushSummary> {
  const job = await context.table.read(jobId);
  if (job?.status !== 'queued') return nobody;
  return tell(await context.follows.followersOf(jobId), job, context);
}

const nobody: PushSummary = { sent: 0, gone: 0 };

function sumOf(summaries: readonly PushSummary[]): PushSummary {
  return summaries.reduce(
    (sum, { sent, gone }) => ({ sent: sum.sent + sent, gone: sum.gone + gone }),
    nobody,
  );
}

async function tell(
  followers: readonly string[],
  job: Job,
  context: PushContext,
): Promise<PushSummary> {
  if (followers.length === 0) return nobody;
  const message = await messageAbout(job, context);
  let summary = nobody;
  for (let start = 0; start < followers.length; start += concurrentSends) {
    const some = followers.slice(start, start + concurrentSends);
    const isOpen = await Promise.all(some.map((each) => context.sockets.send(each, message)));
    const closed = some.filter((_, index) => !isOpen[index]);
    for (const connectionId of closed) await context.follows.removeConnection(connectionId);
    summary = sumOf([summary, { sent: some.length - closed.length, gone: closed.length }]);
  }
  return summary;
}
