'use client';
import { useLayoutEffect, useRef, useState } from 'react';
import type { BarRange } from '../lib/bar-range.ts';

interface BarRangeFieldsProps {
  readonly texts: { readonly bars: string; readonly firstBar: string; readonly lastBar: string };
  readonly range: BarRange;
  /** The smallest and the largest number. */
  readonly limits: BarRange;
  readonly onChange: (range: BarRange) => void;
}

/** Two fields for a range of measures. The other end follows when one end passes it. */
export function BarRangeFields({ texts, range, limits, onChange }: BarRangeFieldsProps) {
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">{texts.bars}</legend>
      <span aria-hidden="true" className="text-sm whitespace-nowrap text-quiet">
        {texts.bars}
      </span>
      <NumberField
        label={texts.firstBar}
        value={range.from}
        limits={limits}
        onCommit={(from) => onChange({ from, to: Math.max(from, range.to) })}
      />
      <span aria-hidden="true">–</span>
      <NumberField
        label={texts.lastBar}
        value={range.to}
        limits={limits}
        onCommit={(to) => onChange({ from: Math.min(range.from, to), to })}
      />
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly limits: BarRange;
  readonly onCommit: (value: number) => void;
}

/** A number that counts when the field is left or Enter is pressed, not after each digit. */
function NumberField({ label, value, limits, onCommit }: NumberFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string>();
  // The field that is left may change this one, which would lose its selection: digits would be appended.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value loses the selection.
  useLayoutEffect(() => {
    if (document.activeElement === field.current) field.current?.select();
  }, [value]);
  const commit = () => {
    if (draft === undefined) return;
    setDraft(undefined);
    const typed = Math.round(Number(draft));
    if (draft.trim() === '' || Number.isNaN(typed)) return;
    onCommit(Math.min(limits.to, Math.max(limits.from, typed)));
  };
  return (
    <input
      ref={field}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className="min-h-11 w-[4.5ch] min-w-[44px] rounded-xl border border-line bg-sheet px-1 text-center text-ink tabular-nums"
      aria-label={label}
      value={draft ?? String(value)}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  );
}
