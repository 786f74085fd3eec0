'use client';
import '../lib/plain-zod.ts';
import { type Language, languages } from '@my-pitch/shared/language';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, startTransition, useEffect, useState, useSyncExternalStore } from 'react';
import { uploadProgress } from '../features/upload/upload-progress.ts';
import { useLeaveGuard, useResumedUploads, useUploads } from '../features/upload/use-uploads.ts';
import { LanguageContext } from '../lib/messages/language-context.ts';
import {
  builtLanguage,
  chooseLanguage,
  currentLanguage,
  subscribeLanguage,
} from '../lib/messages/language-store.ts';
import { useLanguage, useMessages } from '../lib/messages/use-messages.ts';
import { useOfflineShell } from '../lib/offline/use-offline-shell.ts';
import { StrokeIcon } from './stroke-icon.tsx';

/**
 * Header and footer of every page. Pages are built in both languages, and a script in the head shows
 * the user's: the wrong language never flashes, and nothing moves when hydration removes the other.
 */
export function SiteShell({ children }: { children: ReactNode }) {
  const isBeingBuilt = useSyncExternalStore(never, inBrowser, inBuild);
  const [first, setFirst] = useState<Language>();
  const [language, setLanguage] = useState<Language>(builtLanguage);
  if (!isBeingBuilt && first === undefined) {
    setFirst(currentLanguage());
    setLanguage(currentLanguage());
  }
  useOfflineShell();
  useResumedUploads();
  useEffect(() => {
    // A new language renders nearly everything again: as a transition, so that the click responds first.
    const change = () => startTransition(() => setLanguage(currentLanguage()));
    return subscribeLanguage(change);
  }, []);
  useEffect(() => {
    if (first !== undefined) document.documentElement.lang = language;
  }, [first, language]);
  const shown = languages.filter((each) => first === undefined || each === first);
  return shown.map((each) => (
    <LanguageContext key={each} value={first === undefined ? each : language}>
      <div className={first === undefined ? `built-${each}` : 'contents'}>
        <div className="mx-auto flex min-h-dvh max-w-[1560px] flex-col px-[min(1rem,5vw)] sm:px-8">
          <Header />
          <main className="flex flex-1 flex-col">{children}</main>
          <Footer />
        </div>
      </div>
    </LanguageContext>
  ));
}

const never = () => () => undefined;
/** React uses this snapshot during the build and hydration. */
const inBrowser = () => false;
const inBuild = () => true;

function Header() {
  const { switchTo } = useMessages();
  const language = useLanguage();
  const other = languages.find((each) => each !== language) ?? language;
  return (
    <header data-folds="" className="flex flex-wrap items-center justify-between gap-x-2 py-4">
      <Link href="/" className="flex min-h-11 items-center gap-3 text-lg font-bold tracking-tight">
        <StaffMark className="h-7 w-10 text-leaf" />
        My Pitch
      </Link>
      <div className="flex items-center gap-2">
        <WayBack />
        <button
          type="button"
          lang={other}
          className="min-h-11 rounded-full px-[min(1rem,4vw)] whitespace-nowrap text-quiet hover:bg-leaf-soft hover:text-ink"
          onClick={() => chooseLanguage(other)}
        >
          {switchTo.label}
        </button>
      </div>
    </header>
  );
}

/**
 * A link back to the songs, which shows the uploads in progress. Lets the browser ask before it closes the
 * page during one.
 */
function WayBack() {
  const { home, upload } = useMessages();
  const { songs, percent } = uploadProgress(useUploads());
  const isHome = usePathname() === '/';
  useLeaveGuard(songs > 0);
  if (isHome) return null;
  return (
    <Link
      href="/"
      className={`flex min-h-11 items-center gap-1 rounded-full px-4 text-sm font-medium tabular-nums hover:bg-leaf-soft ${songs > 0 ? 'bg-leaf-soft' : 'text-leaf'}`}
    >
      {songs === 0 && <StrokeIcon path="M14 6l-6 6 6 6" className="size-5 shrink-0" />}
      {songs === 0 ? home.back : upload.inProgress(songs, percent)}
    </Link>
  );
}

function Footer() {
  const { licence, privacy } = useMessages();
  return (
    <footer className="mt-16 flex flex-col gap-1 border-t border-line py-6 text-sm text-quiet sm:flex-row sm:gap-6">
      <p>{privacy}</p>
      <p>{licence}</p>
    </footer>
  );
}

/** Five lines and the curve of a voice across them. */
function StaffMark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 40 28" className={className} aria-hidden="true" fill="none">
      <path
        d="M1 4h38M1 9h38M1 14h38M1 19h38M1 24h38"
        stroke="currentColor"
        strokeOpacity=".4"
        strokeWidth="1.2"
      />
      <path
        d="M2 21c6 0 6-9 12-9s6 5 11 5 5-12 13-13"
        stroke="var(--glow)"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
