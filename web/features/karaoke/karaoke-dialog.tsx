'use client';
import type { Score } from '@my-pitch/shared/score';
import { useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { CrossIcon } from '../../components/cross-icon.tsx';
import { useAwakeScreen } from '../../lib/device/use-awake-screen.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { useLoaded } from '../../lib/offline/use-loaded.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { useFullScreen } from './use-full-screen.ts';

interface KaraokeDialogProps {
  readonly score: Score;
  readonly player: PlayerControls;
  readonly onClose: () => void;
}

const load = () => import('./karaoke-view.tsx');

/**
 * The karaoke view over the whole screen, or over the whole window where that is refused. What it shows is
 * loaded when it is opened.
 */
export function KaraokeDialog({ score, player, onClose }: KaraokeDialogProps) {
  const { song } = useMessages();
  const { lyrics: texts } = useSongMessages();
  const { value: part, hasFailed } = useLoaded(load);
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useFullScreen(stage, onClose);
  useAwakeScreen(player.isPlaying);
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      data-player-keys=""
      className="no-print m-0 size-full max-h-none max-w-none bg-paper text-ink"
      onClose={onClose}
    >
      {/* A click on it moves the focus to it and not out of the dialogue, where keys mean other things. */}
      <div ref={stage} tabIndex={-1} className="flex size-full flex-col bg-paper outline-none">
        <div className="flex items-center gap-3 px-3 pt-[max(0.25rem,env(safe-area-inset-top))] sm:px-6">
          <h2 id={titleId} className="min-w-0 flex-1 truncate text-quiet">
            {score.title || texts.karaoke}
          </h2>
          <button
            type="button"
            className="icon-button"
            aria-label={texts.closeKaraoke}
            title={texts.closeKaraoke}
            onClick={onClose}
          >
            <CrossIcon />
          </button>
        </div>
        {part ? (
          <part.KaraokeView score={score} player={player} />
        ) : (
          <p role="status" className="m-auto p-5 text-quiet">
            {hasFailed ? song.unloadedText : song.loading}
          </p>
        )}
      </div>
    </dialog>,
    document.body,
  );
}
