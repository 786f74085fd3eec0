'use client';
import { useSyncExternalStore } from 'react';
import { useMediaQuery } from '../../lib/device/use-media-query.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { handOverLink } from './hand-over-link.ts';

interface LinkButtonProps {
  readonly title: string;
  /** Called with what to say about it. */
  readonly onDone: (message: string) => void;
}

/** Hands over the song's link: on a phone to another app, elsewhere to the clipboard. */
export function LinkButton({ title, onDone }: LinkButtonProps) {
  const { downloads } = useSongMessages();
  const hasDialogue = useSyncExternalStore(never, canShare, cannotShare);
  const shares = useMediaQuery('(pointer: coarse)') && hasDialogue;
  const handOver = async () => {
    const url = window.location.href;
    const result = await handOverLink({ title, url }, navigator, shares);
    // Where neither works, the link itself is shown.
    if (result === 'impossible') onDone(url);
    else onDone(result === 'copied' ? downloads.copied : '');
  };
  return (
    <button type="button" className="button button-quiet" onClick={() => void handOver()}>
      {shares ? downloads.shareLink : downloads.copyLink}
    </button>
  );
}

const never = () => () => undefined;
const canShare = () => 'share' in navigator;
const cannotShare = () => false;
