'use client';
import { BarRangeFields } from '../../components/bar-range.tsx';
import { PointerText } from '../../components/pointer-text.tsx';
import { allBars } from '../../lib/bar-range.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { clockText } from './clock-text.ts';
import { barsOfLoop, loopFrom, loopOverBars, loopUntil } from './loop.ts';
import type { Bar } from './measure-starts.ts';
import type { PlayerControls } from './use-player.ts';

interface LoopPanelProps {
  readonly player: PlayerControls;
  readonly bars: readonly Bar[];
}

/** Sets both ends of the loop. */
export function LoopPanel({ player, bars }: LoopPanelProps) {
  const { player: texts } = useSongMessages();
  const { loop, setLoop, target, duration } = player;
  return (
    <>
      <p role="status" className={loop ? 'font-medium' : 'text-sm text-quiet'}>
        {loop ? (
          texts.loopRange(clockText(loop.startSeconds), clockText(loop.endSeconds))
        ) : (
          <PointerText mouse={texts.loopHint} touch={texts.loopHintTouch} />
        )}
      </p>
      <LoopBars player={player} bars={bars} />
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button button-quiet flex-1"
          onClick={() => setLoop(loopFrom(loop, target(), duration))}
        >
          {texts.loopStart}
        </button>
        <button
          type="button"
          className="button button-quiet flex-1"
          onClick={() => setLoop(loopUntil(loop, target()))}
        >
          {texts.loopEnd}
        </button>
        {loop && (
          <button type="button" className="button flex-1" onClick={() => setLoop(undefined)}>
            {texts.loopClear}
          </button>
        )}
      </div>
    </>
  );
}

/** Repeats a range of measures, by their numbers. */
function LoopBars({ player, bars }: LoopPanelProps) {
  const { score: texts, player: playerTexts } = useSongMessages();
  const { loop, setLoop, target } = player;
  const limits = allBars(bars);
  const here = { startSeconds: target(), endSeconds: target() };
  const range = barsOfLoop(bars, loop ?? here) ?? limits;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <BarRangeFields
        texts={texts}
        range={range}
        limits={limits}
        onChange={(wanted) => setLoop(loopOverBars(bars, wanted))}
      />
      {!loop && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => setLoop(loopOverBars(bars, range))}
        >
          {playerTexts.loopBars}
        </button>
      )}
    </div>
  );
}
