'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useEffect, useRef, useState } from 'react';
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
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The dialogue returns the focus itself, but not when it leaves the full screen at the same time.
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!score.lyrics) return null;
  return (
    <>
      <button
        ref={opener}
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
