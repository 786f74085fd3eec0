import '@fontsource-variable/noto-sans-kr/index.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '../fonts/music-fonts.css';
import './globals.css';
import { SiteShell } from '../components/site-shell.tsx';
import { returningScript } from '../features/recent-songs/returning.ts';
import { prefetchSongScript } from '../lib/api/prefetch-song.ts';
import { storageFallbackScript } from '../lib/device/storage-fallback.ts';
import { languageScript } from '../lib/messages/language-script.ts';

/** Without the title: Next.js hydrates its metadata after the page, and would overwrite the title that the page has set. */
export const metadata: Metadata = {
  description:
    '노래를 올리면 노래를 따라 움직이는 악보로 만들어 드려요. Drop in a song, get sheet music that moves along with it.',
  referrer: 'no-referrer',
  openGraph: {
    type: 'website',
    siteName: 'My Pitch',
    title: 'My Pitch · 내가 부른 음을 눈으로 · See what you sing',
    description:
      '노래를 올리면 노래를 따라 움직이는 악보로 만들어 드려요. Drop in a song, get sheet music that moves along with it.',
    locale: 'ko_KR',
    alternateLocale: 'en_GB',
  },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f1' },
    { media: '(prefers-color-scheme: dark)', color: '#151716' },
  ],
};

const headScripts = [
  storageFallbackScript,
  languageScript,
  returningScript,
  prefetchSongScript,
].join(';');

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="ko" suppressHydrationWarning>
      <head>
        <title>My Pitch</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants, allowed by the hash in the CSP */}
        <script dangerouslySetInnerHTML={{ __html: headScripts }} />
      </head>
      <body>
        <SiteShell>{children}</SiteShell>
      </body>
    </html>
  );
}
