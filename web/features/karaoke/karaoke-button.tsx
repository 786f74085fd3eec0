'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { KaraokeDialog } from './karaoke-dialog.tsx';

interface KaraokeButtonProps {
  readonly score: Score;
  readonly player: PlayerControls;
}

/** Opens the karaoke view of a song that has words. */
export function KaraokeButton({ score, player }: KaraokeButtonProps) {
  const { lyrics: texts } = useSongMessages();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  if (!score.lyrics) return null;
  return (
    <>
      <button
        type="button"
        className="button button-quiet whitespace-nowrap max-sm:px-4"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {texts.karaoke}
      </button>
      {isOpen && <KaraokeDialog score={score} player={player} onClose={close} />}
    </>
  );
}
