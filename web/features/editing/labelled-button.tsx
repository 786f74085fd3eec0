'use client';
import { StrokeIcon } from '../../components/stroke-icon.tsx';

interface LabelledButtonProps {
  /** The word under the icon. */
  readonly word: string;
  /** What the button does, with the word in it: for tooltips and screen readers. */
  readonly label: string;
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  /** Whether it is on, of a button that stays on. */
  readonly isPressed?: boolean;
  readonly className?: string;
}

/** An icon over a word, large enough for a thumb. */
export function LabelledButton(props: LabelledButtonProps) {
  const { word, label, path, onClick, isDisabled, isPressed, className = '' } = props;
  return (
    <button
      type="button"
      className={`flex min-h-[48px] flex-col items-center justify-center rounded-2xl px-[6px] py-1 text-xs leading-tight font-medium hover:bg-leaf-soft disabled:opacity-40 ${isPressed ? 'bg-leaf-soft text-ink' : ''} ${className}`}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <StrokeIcon path={path} strokeWidth="2" className="size-5" />
      <span aria-hidden="true" className="min-w-[32px]">
        {word}
      </span>
    </button>
  );
}
