'use client';
import Link from 'next/link';
import { useMessages } from '../lib/messages/use-messages.ts';
import { Notice } from './notice.tsx';

export function NotFound() {
  const { missingPage, song } = useMessages();
  return (
    <Notice title={missingPage}>
      <Link href="/" className="button self-start">
        {song.home}
      </Link>
    </Notice>
  );
}
