/** Five lines and the curve of a voice across them. */
export function StaffMark({ className }: { className: string }) {
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
