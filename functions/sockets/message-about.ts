import type { Job } from '@my-pitch/shared/job';
import type { SocketMessage } from '@my-pitch/shared/socket';
import { type ViewWithoutLinksContext, viewWithoutLinks } from '../get-job/view-job.ts';

/** What followers of a job receive about its present state. */
export async function messageAbout(
  job: Job,
  context: ViewWithoutLinksContext,
): Promise<SocketMessage> {
  if (job.status === 'completed') return { type: 'completed', jobId: job.jobId };
  return { type: 'view', view: await viewWithoutLinks(job, context) };
}
