interface StrokeIconProps {
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  readonly strokeWidth?: string;
  readonly className?: string;
}

/** A drawing of round-ended strokes in the colour of the text around it; whoever shows it names it. */
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
