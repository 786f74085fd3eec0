/** A triangle, or two bars while the sound plays. */
export function PlayIcon({ isPlaying }: { isPlaying: boolean }) {
  return (
    <svg viewBox="0 0 24 24" className="size-[24px]" fill="currentColor" aria-hidden="true">
      <path d={isPlaying ? 'M6 4h4v16H6zM14 4h4v16h-4z' : 'M7 3.500v17L21 12z'} />
    </svg>
  );
}
