'use client';
import { PlayIcon } from '../../components/play-icon.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { PlayerControls } from './use-player.ts';

/** Plays and pauses. */
export function PlayButton({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const isLoading = player.status === 'loading';
  const label = isLoading ? texts.loading : player.isPlaying ? texts.pause : texts.play;
  return (
    <button
      type="button"
      className={`button size-[48px] shrink-0 p-0 sm:size-[56px] ${isLoading ? 'animate-pulse' : ''}`}
      aria-label={label}
      data-play=""
      disabled={isLoading}
      onClick={player.toggle}
    >
      <PlayIcon isPlaying={player.isPlaying} />
    </button>
  );
}
