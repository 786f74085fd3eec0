'use client';
import { useCallback, useRef } from 'react';
import { StrokeIcon } from '../../components/stroke-icon.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { clockText } from '../player/clock-text.ts';
import { useFrames } from '../player/use-frames.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { clampViewport, xOf, zoomAt } from './viewport.ts';

interface PitchControlsProps {
  readonly window: PitchWindow;
  readonly position: () => number;
}

const zoomFactor = 1.6;

/** Buttons to zoom, a slider to scroll, and a switch to follow playback. */
export function PitchControls({ window: pitchWindow, position }: PitchControlsProps) {
  const { pitch: texts, player } = useSongMessages();
  const zoom = (factor: number) =>
    pitchWindow.follow((viewport, stage) => {
      const playhead = xOf(viewport, position());
      const isShown = playhead >= 0 && playhead <= stage.width;
      return zoomAt(viewport, factor, isShown ? playhead : stage.width / 2, stage);
    });
  const showWhole = () =>
    pitchWindow.follow((_, stage) => clampViewport({ startSeconds: 0, pixelsPerSecond: 0 }, stage));
  return (
    <div className="flex items-center gap-2">
      <RoundButton label={texts.zoomOut} path="M5 12h14" onClick={() => zoom(1 / zoomFactor)} />
      <RoundButton label={texts.zoomIn} path="M5 12h14M12 5v14" onClick={() => zoom(zoomFactor)} />
      <RoundButton
        label={texts.wholeSong}
        path="M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4"
        onClick={showWhole}
      />
      <ScrollSlider window={pitchWindow} />
      <button
        type="button"
        aria-pressed={pitchWindow.isFollowing}
        aria-label={player.follow}
        title={player.follow}
        className={`min-h-[44px] min-w-[44px] rounded-full px-3 text-sm font-medium whitespace-nowrap sm:px-4 ${pitchWindow.isFollowing ? 'bg-leaf-soft text-ink' : 'text-quiet ring-1 ring-line ring-inset'}`}
        onClick={() => pitchWindow.setFollowing(!pitchWindow.isFollowing)}
      >
        <span className="max-sm:hidden">{player.follow}</span>
        <StrokeIcon
          path="M6 4v16M10 12h10M16 8l4 4-4 4"
          strokeWidth="2.2"
          className="size-5 sm:hidden"
        />
      </button>
    </div>
  );
}

function RoundButton(props: { label: string; path: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="button button-quiet size-[44px] shrink-0 p-0"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <StrokeIcon path={props.path} strokeWidth="2.2" className="size-5" />
    </button>
  );
}

/** Scrolls the window. Updates the DOM directly each frame, because the window moves without rendering. */
function ScrollSlider({ window: pitchWindow }: { window: PitchWindow }) {
  const { pitch: texts } = useSongMessages();
  const slider = useRef<HTMLInputElement>(null);
  useFrames(
    useCallback(() => {
      const viewport = pitchWindow.viewport();
      const element = slider.current;
      if (!viewport || !element) return;
      const { width, durationSeconds } = pitchWindow.stage();
      const latest = Math.max(0, durationSeconds - width / viewport.pixelsPerSecond);
      element.max = String(latest);
      element.value = String(viewport.startSeconds);
      element.disabled = latest === 0;
      const until = Math.min(
        durationSeconds,
        viewport.startSeconds + width / viewport.pixelsPerSecond,
      );
      element.setAttribute(
        'aria-valuetext',
        `${clockText(viewport.startSeconds)}–${clockText(until)}`,
      );
    }, [pitchWindow]),
  );
  return (
    <input
      ref={slider}
      type="range"
      className="min-w-0 flex-1"
      aria-label={texts.scroll}
      min={0}
      step={0.01}
      defaultValue={0}
      onChange={(event) => {
        const startSeconds = event.target.valueAsNumber;
        pitchWindow.move((viewport, stage) => clampViewport({ ...viewport, startSeconds }, stage));
      }}
    />
  );
}
