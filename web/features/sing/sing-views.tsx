'use client';
import type { Score } from '@my-pitch/shared/score';
import { useMediaQuery } from '../../lib/device/use-media-query.ts';
import type { LivePicture } from '../pitch/live-picture.ts';
import { useShownViews } from '../pitch/use-shown-views.ts';
import { ViewSwitch } from '../pitch/view-switch.tsx';
import type { PlayerControls } from '../player/use-player.ts';
import { followedShift } from '../score/heard-key.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { LivePitch } from './live-pitch.tsx';
import { LiveScore } from './live-score.tsx';

interface SingViewsProps {
  readonly score: Score;
  readonly read: ReadScore;
  readonly player: PlayerControls;
  /** What is being sung; changes its identity when it changes. */
  readonly live: () => LivePicture | undefined;
}

/** What a singer reads: the pitches, the score, or both. */
export function SingViews({ score, read, player, live }: SingViewsProps) {
  const [views, setViews] = useShownViews('my-pitch.sing-views', 'pitch');
  // A phone on its side.
  const isLow = useMediaQuery('(max-height: 500px)');
  const shared = { player, live, isCompact: views === 'both' || isLow };
  return (
    <>
      <div data-folds="" className="flex px-5 sm:px-6">
        <ViewSwitch views={views} onChange={setViews} />
      </div>
      <div>
        {views !== 'score' && (
          <LivePitch {...{ ...shared, score }} semitones={followedShift(read.reading)} />
        )}
        {views !== 'pitch' && <LiveScore {...{ ...shared, read }} />}
      </div>
    </>
  );
}
