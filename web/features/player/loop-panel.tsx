'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { clockText } from './clock-text.ts';
import { loopFrom, loopUntil } from './loop.ts';
import type { PlayerControls } from './use-player.ts';

/** Sets both ends of the loop. */
export function LoopPanel({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const { loop, setLoop, target, duration } = player;
  return (
    <>
      <p role="status" className={loop ? 'font-medium' : 'text-sm text-quiet'}>
        {loop
          ? texts.loopRange(clockText(loop.startSeconds), clockText(loop.endSeconds))
          : texts.loopHint}
      </p>
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
