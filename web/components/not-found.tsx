'use client';
import Link from 'next/link';
import { useDocumentTitle } from '../lib/device/use-document-title.ts';
import { useMessages } from '../lib/messages/use-messages.ts';
import { Notice } from './notice.tsx';

export function NotFound() {
  const { missingPage, song } = useMessages();
  useDocumentTitle(`${missingPage} · My Pitch`);
  return (
    <Notice title={missingPage}>
      <Link href="/" className="button self-start">
        {song.home}
      </Link>
    </Notice>
  );
}
