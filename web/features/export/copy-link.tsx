'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';

/** Copies the song's link, or shows it where the clipboard is closed to us. */
export function CopyLink({ onCopied }: { onCopied: (message: string) => void }) {
  const { downloads } = useSongMessages();
  const copy = async () => {
    const link = window.location.href;
    try {
      await navigator.clipboard.writeText(link);
      onCopied(downloads.copied);
    } catch {
      // Refused, or hidden from pages that did not come over a safe connection.
      onCopied(link);
    }
  };
  return (
    <button type="button" className="button self-start" onClick={() => void copy()}>
      {downloads.copyLink}
    </button>
  );
}
