interface StrokeIconProps {
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  readonly strokeWidth?: string;
  readonly className?: string;
}

/** An icon of round-ended strokes in the current text colour. The caller adds an accessible name. */
export function StrokeIcon({ path, strokeWidth = '1.8', className = 'size-6' }: StrokeIconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
