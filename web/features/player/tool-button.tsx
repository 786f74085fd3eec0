'use client';
import { StrokeIcon } from '../../components/stroke-icon.tsx';

interface ToolButtonProps {
  readonly label: string;
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  /** Whether what it opens has an effect now. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly controls: string;
  readonly onClick: () => void;
}

/** Opens one of the player's panels: a drawing over its name, large enough for a thumb. */
export function ToolButton(props: ToolButtonProps) {
  const { label, path, isActive, isOpen, controls, onClick } = props;
  const colour = isOpen ? 'bg-leaf-soft text-ink' : isActive ? 'text-glow' : 'text-quiet';
  return (
    <button
      type="button"
      className={`flex min-h-12 min-w-14 flex-col items-center justify-center rounded-2xl px-1 text-xs leading-tight font-medium whitespace-nowrap hover:bg-leaf-soft hover:text-ink ${colour}`}
      aria-expanded={isOpen}
      aria-controls={controls}
      onClick={onClick}
    >
      <StrokeIcon path={path} />
      {label}
    </button>
  );
}
