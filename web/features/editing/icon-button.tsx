'use client';
import { StrokeIcon } from '../../components/stroke-icon.tsx';

interface IconButtonProps {
  readonly label: string;
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

/** A round icon button with a label for tooltips and screen readers. */
export function IconButton({ label, path, onClick, isDisabled, className = '' }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`flex size-[44px] shrink-0 items-center justify-center rounded-full hover:bg-leaf-soft disabled:opacity-40 ${className}`}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <StrokeIcon path={path} strokeWidth="2" />
    </button>
  );
}
