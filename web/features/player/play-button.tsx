'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { PlayerControls } from './use-player.ts';

export function PlayButton({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const isLoading = player.status === 'loading';
  const label = isLoading ? texts.loading : player.isPlaying ? texts.pause : texts.play;
  return (
    <button
      type="button"
      className={`button size-12 shrink-0 p-0 sm:size-14 ${isLoading ? 'animate-pulse' : ''}`}
      aria-label={label}
      disabled={isLoading}
      onClick={player.toggle}
    >
      <svg viewBox="0 0 24 24" className="size-6" fill="currentColor" aria-hidden="true">
        <path d={player.isPlaying ? 'M6 4h4v16H6zM14 4h4v16h-4z' : 'M7 3.500v17L21 12z'} />
      </svg>
    </button>
  );
}
