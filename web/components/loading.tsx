const staves = [0, 1, 2, 3];
/** From the left edge of a staff, in CSS pixels; those beyond its right edge are not seen. */
const notes = [
  ...([90, 150, 210, 290, 350, 430, 500, 560, 640, 700] as const),
  ...([760, 830, 890, 960, 1020, 1100, 1170, 1230, 1290] as const),
];

/** The outline of a score while it loads, with an animated voice on its first staff. */
export function Loading({ text }: { text: string }) {
  return (
    <div className="card mt-4 flex flex-1 flex-col gap-8 overflow-hidden p-5 sm:p-8">
      <div role="status">
        <p className="text-quiet empty:hidden">{text}</p>
      </div>
      {staves.map((staff) => (
        <SkeletonStaff key={staff} index={staff} />
      ))}
    </div>
  );
}

function SkeletonStaff({ index }: { index: number }) {
  return (
    // No view box: a wide window would enlarge the staff, and crop its lines.
    <svg aria-hidden="true" fill="none" className="h-[72px] w-full">
      <path
        d="M0 12h2400M0 24h2400M0 36h2400M0 48h2400M0 60h2400M1 12v48M260 12v48M530 12v48M790 12v48M1060 12v48M1330 12v48"
        stroke="var(--line)"
        strokeWidth="1.2"
      />
      {index === 0 ? (
        <path
          d="M40 54c60 0 60-30 120-30s60 20 115 20 55-32 120-32 60 36 120 36 90-30 240-24"
          stroke="var(--glow)"
          strokeWidth="3.5"
          strokeLinecap="round"
          pathLength={1}
          className="sung-line"
        />
      ) : (
        notes.map((x, note) => (
          <ellipse
            key={x}
            cx={x}
            cy={18 + ((note * 5 + index * 3) % 7) * 6}
            rx="8"
            ry="6"
            fill="var(--line)"
          />
        ))
      )}
    </svg>
  );
}
