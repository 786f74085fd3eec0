/** A loading indicator: a staff with an animated voice. */
export function Loading({ text }: { text: string }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-5 py-24">
      <svg viewBox="0 0 160 56" aria-hidden="true" fill="none" className="w-40">
        <path
          d="M0 8h160M0 18h160M0 28h160M0 38h160M0 48h160"
          stroke="var(--line)"
          strokeWidth="1.200"
        />
        <path
          d="M4 38c18 0 18-18 36-18s18 14 34 14 16-24 36-24 14 22 46 10"
          stroke="var(--glow)"
          strokeWidth="3.500"
          strokeLinecap="round"
          pathLength={1}
          className="sung-line"
        />
      </svg>
      <div role="status">
        <p className="text-quiet">{text}</p>
      </div>
    </div>
  );
}
