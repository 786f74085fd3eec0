import type { ReactNode } from 'react';

/** The picture on the staff above a notice: a singing voice, one that breaks off, or a rest. */
type NoticeMood = 'singing' | 'broken' | 'rest';

interface NoticeProps {
  readonly title: string;
  readonly mood?: NoticeMood;
  readonly children?: ReactNode;
}

/** A page with one message and its actions. */
export function Notice({ title, mood = 'rest', children }: NoticeProps) {
  return (
    <section className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-center gap-4 py-12">
      <Staff mood={mood} />
      <h1 tabIndex={-1} className="text-3xl font-bold tracking-tight text-balance outline-none">
        {title}
      </h1>
      {children}
    </section>
  );
}

function Staff({ mood }: { mood: NoticeMood }) {
  return (
    <svg viewBox="0 0 320 64" aria-hidden="true" fill="none" className="mb-2 w-full max-w-80">
      <path
        d="M0 8h320M0 20h320M0 32h320M0 44h320M0 56h320"
        stroke="var(--line)"
        strokeWidth="1.500"
      />
      {mood === 'rest' ? (
        <path d="M148 20h24v8h-24z" fill="var(--leaf)" />
      ) : (
        <path
          d={
            mood === 'singing'
              ? 'M6 44c30 0 30-22 60-22s30 18 58 18 28-30 62-30 28 26 58 26 24-14 68-18'
              : 'M6 44c30 0 30-22 60-22s30 18 58 18 20-14 30-24M176 40c10 8 14 14 24 14'
          }
          stroke="var(--glow)"
          strokeWidth="4"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}
