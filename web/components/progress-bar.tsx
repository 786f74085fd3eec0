/** A progress bar for a fraction from 0 to 1. */
export function ProgressBar({ fraction, label }: { fraction: number; label: string }) {
  const percent = Math.round(fraction * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-2.5 overflow-hidden rounded-full bg-leaf-soft"
    >
      <div
        className="h-full rounded-full bg-leaf transition-[width] duration-500"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
