'use client';
import { useRef, useState } from 'react';
import { PlayIcon } from '../../components/play-icon.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { clockText } from '../player/clock-text.ts';

interface RecordingPlayerProps {
  readonly url: string;
  /** The length; a recording's own header often has none. */
  readonly seconds: number;
}

/** Plays a new recording, with the looks of the song's player. */
export function RecordingPlayer({ url, seconds }: RecordingPlayerProps) {
  const { record } = useMessages();
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const toggle = () => {
    if (isPlaying) audio.current?.pause();
    // A refusal, for example of a browser that cannot play its own recording, leaves it paused.
    else audio.current?.play().catch(() => setPlaying(false));
  };
  const seek = (to: number) => {
    setPosition(to);
    if (audio.current) audio.current.currentTime = to;
  };
  return (
    <section aria-label={record.listen} className="flex items-center gap-2 sm:gap-3">
      <button
        type="button"
        className="button size-12 shrink-0 p-0"
        aria-label={isPlaying ? record.pause : record.play}
        onClick={toggle}
      >
        <PlayIcon isPlaying={isPlaying} />
      </button>
      <span className="min-w-9 text-right tabular-nums">{clockText(position)}</span>
      <input
        type="range"
        className="min-w-0 flex-1"
        aria-label={record.position}
        aria-valuetext={clockText(position)}
        min={0}
        max={seconds}
        step={0.01}
        value={Math.min(position, seconds)}
        onChange={({ target }) => seek(target.valueAsNumber)}
      />
      <span className="min-w-9 text-quiet tabular-nums">{clockText(seconds)}</span>
      {/* biome-ignore lint/a11y/useMediaCaption: a recording that was made a moment ago has no captions */}
      <audio
        ref={audio}
        src={url}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => seek(0)}
        onTimeUpdate={({ currentTarget }) => setPosition(currentTarget.currentTime)}
      />
    </section>
  );
}
