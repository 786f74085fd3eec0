import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import { expect, it } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { statusLabel } from './status-label.ts';
import type { SongStatus } from './use-song-statuses.ts';

const common = {
  jobId: '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId,
  createdAt: '2026-01-02T03:04:05.000Z',
  fileName: 'a.mp3',
};
const completed: JobView = {
  ...common,
  status: 'completed',
  completedAt: common.createdAt,
  durationSeconds: 180,
  resultsExpireAt: common.createdAt,
  links: {},
  linksExpireAt: common.createdAt,
};
const processing = (overallFraction: number): JobView => ({
  ...common,
  status: 'processing',
  progress: { stage: 'separate', stageFraction: 0.5, overallFraction },
});

it.each<[SongStatus | undefined, string]>([
  [undefined, ''],
  ['gone', 'No longer there'],
  ['unknown', 'Unknown while offline'],
  [{ ...common, status: 'awaiting-upload' }, 'Not uploaded yet'],
  [{ ...common, status: 'queued', position: 1 }, 'Next in line'],
  [{ ...common, status: 'queued', position: 7 }, 'Number 7 in line'],
  [completed, 'Ready'],
  [{ ...common, status: 'failed', failureCode: 'no-audio' }, 'Failed'],
  [{ ...common, status: 'cancelled' }, 'Cancelled'],
  [{ ...common, status: 'expired' }, 'Expired'],
])('%j is shown as %s', (status, label) => {
  expect(statusLabel(status, en)).toBe(label);
});

it('shows whole percentages that have been reached', () => {
  const labels = [0, 0.019, 0.5, 0.999].map((fraction) => statusLabel(processing(fraction), en));
  expect(labels).toEqual(['0%', '1%', '50%', '99%']);
});
