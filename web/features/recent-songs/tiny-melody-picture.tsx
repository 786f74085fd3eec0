import { melodyBox, type TinyNote } from './tiny-melody.ts';

/** A song's first notes, drawn small; faint lines until they are known. Nothing where the row has no room beside the words. */
export function TinyMelodyPicture({ melody }: { melody: readonly TinyNote[] | undefined }) {
  const { width, height, noteHeight } = melodyBox;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="h-[28px] w-[96px] shrink-0 text-leaf @max-[19rem]:hidden"
      aria-hidden="true"
      data-notes={melody?.length ?? 0}
    >
      <path
        d={[2, 8, 14, 20, 26].map((y) => `M0 ${y}h${width}`).join('')}
        stroke="var(--line)"
        strokeWidth="0.75"
      />
      {melody?.map(([left, noteWidth, top]) => (
        <rect
          key={left}
          x={left}
          y={top}
          width={noteWidth}
          height={noteHeight}
          rx={noteHeight / 2}
          fill="currentColor"
        />
      ))}
    </svg>
  );
}
