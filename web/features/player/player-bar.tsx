'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { PlayButton } from './play-button.tsx';
import { usePlayerTools } from './player-tools.tsx';
import { PositionSlider } from './position-slider.tsx';
import type { Follow } from './use-follow.ts';
import type { LoopTouch } from './use-loop-touch.ts';
import type { PlayerControls } from './use-player.ts';
import type { PlayerKeys } from './use-player-keys.ts';

interface PlayerBarProps {
  readonly player: PlayerControls;
  readonly follow: Follow;
  readonly keys: PlayerKeys;
  readonly loopTouch: LoopTouch;
}

/** The player, at the foot of the window. */
export function PlayerBar({ player, follow, keys, loopTouch }: PlayerBarProps) {
  const { player: texts } = useSongMessages();
  const { opener, buttons, panel } = usePlayerTools(player, keys);
  return (
    <section
      aria-label={texts.label}
      data-player=""
      className="no-print sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-20 flex flex-col gap-2 rounded-3xl border border-line bg-sheet p-2 shadow-lg shadow-black/10 sm:p-3 md:px-5"
    >
      {player.status === 'failed' ? (
        <p role="alert" className="p-2 text-glow">
          {texts.failed}
        </p>
      ) : (
        <>
          <LoopEndWanted loopTouch={loopTouch} />
          {panel}
          <div className="flex flex-col-reverse gap-x-6 gap-y-1 md:flex-row md:items-center">
            <div className="flex min-w-0 flex-1 items-center gap-2 sm:gap-3">
              <PlayButton player={player} />
              <PositionSlider player={player} />
              {opener}
            </div>
            {buttons}
          </div>
        </>
      )}
      {follow.isPaused && player.isPlaying && (
        <button
          type="button"
          className="button absolute -top-14 left-1/2 -translate-x-1/2 shadow-lg"
          onClick={follow.resume}
        >
          {texts.follow}
        </button>
      )}
    </section>
  );
}

/** Asks for the last note of a loop whose first was held. */
function LoopEndWanted({ loopTouch: { held, cancel } }: { loopTouch: LoopTouch }) {
  const { player: texts } = useSongMessages();
  return (
    <div className="flex items-center justify-between gap-2 has-[p:empty]:-mb-2">
      <p role="status" className="pl-2 font-medium empty:hidden">
        {held && texts.loopEndWanted}
      </p>
      {held && (
        <button type="button" className="button button-quiet" onClick={cancel}>
          {texts.loopCancel}
        </button>
      )}
    </div>
  );
}
