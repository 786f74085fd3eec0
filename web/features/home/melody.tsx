const notes = [
  [232, 48],
  [276, 36],
  [320, 60],
  [364, 42],
  [408, 24],
] as const;

/** A staff with a sung line that turns into notes. */
export function Melody({ isOver }: { isOver: boolean }) {
  return (
    <svg
      viewBox="0 0 480 84"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-x-0 top-8 h-24 w-full"
      aria-hidden="true"
      fill="none"
    >
      <path
        d="M-400 18h1300M-400 30h1300M-400 42h1300M-400 54h1300M-400 66h1300"
        stroke="var(--line)"
      />
      <path
        d="M10 62c24 4 30-18 56-20s28 22 54 18 26-34 52-32 22 24 44 22"
        stroke="var(--glow)"
        strokeWidth={isOver ? 5 : 3.5}
        strokeLinecap="round"
      />
      {notes.map(([x, y]) => (
        <g key={x} fill="var(--leaf)" stroke="var(--leaf)">
          <ellipse
            cx={x}
            cy={y}
            rx="7"
            ry="5.200"
            transform={`rotate(-20 ${x} ${y})`}
            stroke="none"
          />
          <path
            d={y > 42 ? `M${x + 6} ${y - 2}v-32` : `M${x - 6} ${y + 2}v32`}
            strokeWidth="1.800"
          />
        </g>
      ))}
    </svg>
  );
}
