'use client';
import type { Trend } from './history.ts';
import { useTakesTexts } from './use-takes-texts.ts';

/** The points of all takes as a line from the oldest to the newest, with a sentence that says the same. */
export function TrendPicture({ trend }: { trend: Trend }) {
  const texts = useTakesTexts();
  const { points, first, last, best } = trend;
  const x = (place: number) => (100 * (place + 0.5)) / points.length;
  const y = (value: number) => 100 - value;
  const line = points.map((value, place) => `${x(place)} ${y(value)}`).join('L');
  return (
    <div className="my-2 flex flex-wrap items-center gap-x-6 gap-y-2">
      <div
        aria-hidden="true"
        className="relative h-24 min-w-[min(10rem,100%)] flex-1 rounded-xl border border-line bg-paper"
      >
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          aria-hidden="true"
          className="absolute inset-0 size-full"
        >
          <path d="M0 50H100" className="stroke-line" vectorEffect="non-scaling-stroke" />
          <path
            d={`M${line}`}
            fill="none"
            strokeWidth="2"
            className="stroke-leaf"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        {points.map((value, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: takes have no other order.
            key={place}
            className="absolute size-2 -translate-1/2 rounded-full bg-leaf"
            style={{ left: `${x(place)}%`, top: `${y(value)}%` }}
          />
        ))}
      </div>
      <p className="max-w-80 font-medium">{texts.trend(points.length, first, last, best)}</p>
    </div>
  );
}
