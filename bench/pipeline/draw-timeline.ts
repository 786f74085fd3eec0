/** Something that took time. */
export interface Span {
  /** Spans of one lane are drawn in one row. */
  readonly lane: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

const left = 190;
const width = 900;
const rowHeight = 22;
const barHeight = 14;
const axisHeight = 40;

/** A Gantt chart of spans as SVG: a row per lane, in the order of the lanes' first spans. */
export function drawTimeline(title: string, spans: readonly Span[]): string {
  const lanes = [...new Set(spans.map(({ lane }) => lane))];
  const endSeconds = Math.max(...spans.map((span) => span.endSeconds));
  const xOf = (seconds: number) => round(left + (seconds / endSeconds) * (width - left - 20));
  const height = lanes.length * rowHeight + axisHeight + 30;
  const rows = lanes.map((lane, row) => {
    const y = 34 + row * rowHeight;
    const bars = spans
      .filter((span) => span.lane === lane)
      .map(({ startSeconds, endSeconds }) => {
        const barWidth = Math.max(1, round(xOf(endSeconds) - xOf(startSeconds)));
        return `<rect x="${xOf(startSeconds)}" y="${y}" width="${barWidth}" height="${barHeight}"/>`;
      });
    return `<text x="${left - 8}" y="${y + 11}" text-anchor="end">${escaped(lane)}</text>${bars.join('')}`;
  });
  const ticks = tickSeconds(endSeconds).map((seconds) => {
    const x = xOf(seconds);
    const bottom = height - axisHeight + 10;
    return (
      `<line x1="${x}" y1="28" x2="${x}" y2="${bottom}"/>` +
      `<text x="${x}" y="${bottom + 14}" text-anchor="middle">${seconds} s</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    '<style>rect{fill:#2a6f97}line{stroke:#bbb;stroke-width:.5}</style>',
    `<rect width="${width}" height="${height}" style="fill:#fff"/>`,
    `<text x="8" y="18" font-weight="bold">${escaped(title)}</text>`,
    ...ticks,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

/** Round times for the axis, at most eleven. */
function tickSeconds(endSeconds: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => endSeconds / size <= 10) ?? 200;
  return Array.from({ length: Math.floor(endSeconds / step) + 1 }, (_, i) => i * step);
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
