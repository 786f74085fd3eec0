'use client';
import { useCallback, useRef } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { clockText } from './clock-text.ts';
import type { Loop } from './song-player.ts';
import { useFrames } from './use-frames.ts';
import type { PlayerControls } from './use-player.ts';

/** Shows and sets the position in the song. Updates the DOM directly each frame, without rendering. */
export function PositionSlider({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const slider = useRef<HTMLInputElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const { target, duration, loop } = player;
  useFrames(
    useCallback(() => {
      // The target of a seek, audible yet or not: the slider must not jump back while it is dragged.
      const seconds = target();
      const text = clockText(seconds);
      if (slider.current) slider.current.value = String(seconds);
      if (!time.current || time.current.textContent === text) return;
      time.current.textContent = text;
      slider.current?.setAttribute('aria-valuetext', text);
    }, [target]),
  );
  return (
    <>
      <span ref={time} className="min-w-9 text-right tabular-nums sm:min-w-11" data-testid="time">
        0:00
      </span>
      <span className="relative flex min-w-0 flex-1">
        {loop && <LoopBand loop={loop} duration={duration} />}
        <input
          ref={slider}
          type="range"
          data-position=""
          className="relative w-full"
          aria-label={texts.position}
          aria-valuetext={clockText(0)}
          min={0}
          max={duration}
          step={0.01}
          defaultValue={0}
          onChange={(event) => player.seek(event.target.valueAsNumber)}
        />
      </span>
      <span className="min-w-9 text-quiet tabular-nums sm:min-w-11 @max-[15rem]:hidden">
        {clockText(duration)}
      </span>
    </>
  );
}

/** About the width of the thumb in Chromium, Safari and Firefox; its middle marks the value. */
const thumbPixels = 16;

function LoopBand({ loop, duration }: { loop: Loop; duration: number }) {
  const offset = (seconds: number) => {
    const share = Math.min(1, seconds / duration);
    return `calc(${100 * share}% + ${thumbPixels * (0.5 - share)}px)`;
  };
  return (
    <span
      data-testid="loop-band"
      className="pointer-events-none absolute inset-y-2 rounded-sm border-x-2 border-loop bg-loop-soft"
      style={{
        left: offset(loop.startSeconds),
        width: `calc(${(100 * (loop.endSeconds - loop.startSeconds)) / duration}% - ${(thumbPixels * (loop.endSeconds - loop.startSeconds)) / duration}px)`,
      }}
    />
  );
}
