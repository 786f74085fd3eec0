'use client';
import { useId, useState } from 'react';

interface ToolbarFieldProps {
  readonly label: string;
  readonly text: string;
  /** The field's width as a class. */
  readonly width: 'w-24' | 'w-28';
  readonly maxLength: number;
  readonly placeholder?: string;
  /** Whether capital letters and spelling stay as typed, as in names of chords. */
  readonly isVerbatim?: boolean;
  /**
   * Receives a text that was changed, with Enter or when the field is left.
   * @returns what is wrong with it, if anything.
   */
  readonly onText: (typed: string) => string | undefined;
}

/** A text in the toolbar of the selected note. */
export function ToolbarField(props: ToolbarFieldProps) {
  const { label, text, width, maxLength, placeholder, isVerbatim = false, onText } = props;
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const finish = () => setProblem(typed.trim() === text ? undefined : onText(typed));
  return (
    <div className="flex flex-wrap items-center gap-2 px-1.5 py-1 text-sm">
      <label htmlFor={id} className="text-quiet">
        {label}
      </label>
      <input
        id={id}
        className={`min-h-11 ${width} max-w-full rounded-xl border border-line bg-sheet px-3 text-base text-ink aria-invalid:border-danger`}
        value={typed}
        placeholder={placeholder}
        maxLength={maxLength}
        autoComplete="off"
        {...(isVerbatim && { autoCapitalize: 'off', spellCheck: false })}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="basis-full text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
