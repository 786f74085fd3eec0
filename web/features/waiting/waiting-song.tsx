'use client';
import type { JobView } from '@my-pitch/shared/api';
import { stages } from '@my-pitch/shared/stages';
import { Notice } from '../../components/notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { RemoveButton } from '../recent-songs/remove-button.tsx';
import { LazyWaitsForOriginal } from '../takes/lazy-cards.tsx';
import { NotifyButton } from './notify-button.tsx';

type WaitingView = Extract<JobView, { status: 'awaiting-upload' | 'queued' | 'processing' }>;
type ProcessingView = Extract<JobView, { status: 'processing' }>;

interface WaitingSongProps {
  readonly view: WaitingView;
  readonly refresh: () => Promise<JobView>;
}

/** A song's progress and remaining time, with the buttons to notify and to cancel. */
export function WaitingSong({ view, refresh }: WaitingSongProps) {
  const { song, waiting } = useMessages();
  const titles = {
    'awaiting-upload': song.awaiting,
    queued: song.queued,
    processing: song.processing,
  } as const;
  return (
    <Notice title={titles[view.status]} mood="singing">
      <p className="truncate text-lg text-quiet">{view.fileName}</p>
      <div className="card flex flex-col gap-5 p-6 sm:p-8">
        {view.status === 'awaiting-upload' && <p>{waiting.arriving}</p>}
        {view.status === 'queued' && <QueuePosition position={view.position} />}
        {view.status === 'processing' && <Progress view={view} />}
        {view.status !== 'awaiting-upload' && <Estimate seconds={view.estimatedSeconds} />}
        {view.status === 'queued' && view.takeOf && <LazyWaitsForOriginal jobId={view.takeOf} />}
      </div>
      <p className="text-sm text-quiet">{song.keepLink}</p>
      <div className="flex flex-wrap items-center gap-3">
        <NotifyButton />
        <RemoveButton jobId={view.jobId} kind="cancel" onRemoved={refresh} />
      </div>
    </Notice>
  );
}

/** The queue as beads on a line; the bead of this song glows. */
function QueuePosition({ position }: { position: number }) {
  const { song } = useMessages();
  const shown = Math.min(position, 12);
  return (
    <>
      <p className="text-lg font-medium" role="status">
        {song.position(position)}
      </p>
      <div aria-hidden="true" className="flex items-center gap-2">
        {Array.from({ length: shown }, (_, index) => index).map((bead) => (
          <span
            key={bead}
            className={`rounded-full ${bead === shown - 1 ? 'size-4 bg-glow' : 'size-2.5 bg-line'}`}
          />
        ))}
        <span className="h-px flex-1 bg-line" />
      </div>
    </>
  );
}

function Estimate({ seconds }: { seconds: number | undefined }) {
  const { song } = useMessages();
  return (
    <p className="text-quiet">{seconds === undefined ? song.noEstimate : song.estimate(seconds)}</p>
  );
}

function Progress({ view }: { view: ProcessingView }) {
  const { song } = useMessages();
  const { stage, overallFraction } = view.progress;
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <p className="text-lg font-medium" role="status">
          {song.stages[stage]}
        </p>
        <p className="shrink-0 text-3xl font-bold tabular-nums">
          {Math.floor(overallFraction * 100)}%
        </p>
      </div>
      <ProgressBar fraction={overallFraction} label={song.processing} />
      <Stages view={view} />
    </>
  );
}

function Stages({ view: { progress } }: { view: ProcessingView }) {
  const { song, waiting } = useMessages();
  const now = stages.indexOf(progress.stage);
  return (
    <ol aria-label={waiting.stagesTitle} className="flex flex-col gap-2 text-sm">
      {stages.map((name, index) => (
        <li
          key={name}
          className={`flex items-center gap-3 ${index === now ? 'font-semibold' : 'text-quiet'}`}
        >
          <StageMark status={index < now ? 'done' : index === now ? 'now' : 'later'} />
          {song.stages[name]}
          {index < now && <span className="sr-only">({waiting.stageDone})</span>}
        </li>
      ))}
    </ol>
  );
}

/** A note head: filled when the stage is done, glowing while it runs, hollow before. */
function StageMark({ status }: { status: 'done' | 'now' | 'later' }) {
  const fill = { done: 'var(--leaf)', now: 'var(--glow)', later: 'none' }[status];
  return (
    <svg viewBox="0 0 16 12" aria-hidden="true" className="h-3 w-4 shrink-0">
      <ellipse
        cx="8"
        cy="6"
        rx="6"
        ry="4.500"
        transform="rotate(-20 8 6)"
        fill={fill}
        stroke={status === 'later' ? 'var(--line)' : fill}
        strokeWidth="1.500"
      />
    </svg>
  );
}
