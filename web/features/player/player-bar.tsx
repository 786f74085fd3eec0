'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Bar } from './measure-starts.ts';
import { PlayButton } from './play-button.tsx';
import { ToolButtons, ToolPanel, ToolsOpener } from './player-tools.tsx';
import { PositionSlider } from './position-slider.tsx';
import type { Follow } from './use-follow.ts';
import type { LoopTouch } from './use-loop-touch.ts';
import type { PlayerControls } from './use-player.ts';
import type { PlayerKeys } from './use-player-keys.ts';
import { usePlayerTools } from './use-player-tools.tsx';

interface PlayerBarProps {
  readonly player: PlayerControls;
  readonly follow: Follow;
  readonly keys: PlayerKeys;
  readonly bars: readonly Bar[];
  readonly loopTouch: LoopTouch;
}

/** The player, fixed to the bottom of the window. */
export function PlayerBar({ player, follow, keys, bars, loopTouch }: PlayerBarProps) {
  const { player: texts } = useSongMessages();
  const tools = usePlayerTools(player, keys, bars);
  return (
    <section
      aria-label={texts.label}
      data-player=""
      data-playing={player.isPlaying || undefined}
      className="no-print sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-20 flex flex-col gap-2 rounded-3xl border border-line bg-sheet p-2 shadow-lg shadow-black/10 sm:p-3 md:px-5"
    >
      {player.status === 'failed' ? (
        <p role="alert" className="p-2 text-danger">
          {texts.failed}
        </p>
      ) : (
        <>
          <LoopEndPrompt loopTouch={loopTouch} />
          <ToolPanel state={tools} />
          <div className="flex flex-col-reverse gap-x-6 gap-y-1 md:flex-row md:items-center">
            <div className="@container flex min-w-0 flex-1 items-center gap-[8px] sm:gap-3">
              <PlayButton player={player} />
              <PositionSlider player={player} />
              <ToolsOpener state={tools} />
            </div>
            <ToolButtons state={tools} />
          </div>
        </>
      )}
      {!follow.isOn && player.isPlaying && (
        <button
          type="button"
          className="button absolute -top-14 left-1/2 -translate-x-1/2 shadow-lg"
          onClick={() => follow.setOn(true)}
        >
          {texts.follow}
        </button>
      )}
    </section>
  );
}

/** Asks for the last note of a loop after its first note was held. */
function LoopEndPrompt({ loopTouch: { held, cancel } }: { loopTouch: LoopTouch }) {
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
