export interface Line {
  readonly name: string;
  readonly colour: string;
  /** x and y, in the units of the axes. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const width = 760;
const panelHeight = 220;
const plot = { left: 64, top: 34, width: 560, height: 140 };
const ticks = 4;

/** Draws panels above each other as SVG, over one time axis in hours. */
export function drawChart(title: string, panels: readonly Panel[]): string {
  const height = 30 + panels.length * panelHeight;
  const body = panels.map(
    (panel, n) => `<g transform="translate(0 ${30 + n * panelHeight})">${drawPanel(panel)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${escapeText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${plot.left}" y="22" font-size="15" font-weight="bold">${escapeText(title)}</text>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

function drawPanel({ title, lines }: Panel): string {
  const points = lines.flatMap((line) => line.points);
  const endX = Math.max(1e-9, ...points.map(([x]) => x));
  const endY = niceEnd(Math.max(...points.map(([, y]) => y), 1));
  const place = ([x, y]: readonly [number, number]) =>
    `${round(plot.left + (x / endX) * plot.width)} ${round(plot.top + plot.height * (1 - y / endY))}`;
  const marks = Array.from({ length: ticks + 1 }, (_, n) => drawTicks(n / ticks, endX, endY));
  const curves = lines.map(
    (line) =>
      `<path fill="none" stroke="${line.colour}" stroke-width="1.6" d="M${line.points.map(place).join('L')}"/>`,
  );
  const legend = lines.map((line, n) => {
    const y = plot.top + 10 + n * 20;
    const x = plot.left + plot.width + 12;
    return `<rect x="${x}" y="${y - 8}" width="10" height="10" fill="${line.colour}"/><text x="${x + 15}" y="${y + 1}">${escapeText(line.name)}</text>`;
  });
  const heading = `<text x="${plot.left}" y="${plot.top - 12}" font-weight="bold">${escapeText(title)}</text>`;
  return [heading, ...marks, ...curves, ...legend].join('\n');
}

function drawTicks(share: number, endX: number, endY: number): string {
  const x = round(plot.left + share * plot.width);
  const y = round(plot.top + plot.height * (1 - share));
  const bottom = plot.top + plot.height;
  const right = plot.left + plot.width;
  return [
    `<path stroke="#ddd" d="M${plot.left} ${y}H${right}"/>`,
    `<text x="${plot.left - 6}" y="${y + 4}" text-anchor="end">${label(share * endY)}</text>`,
    `<text x="${x}" y="${bottom + 17}" text-anchor="middle">${label(share * endX)} h</text>`,
  ].join('');
}

/** The next of 1, 2, 4, 8 or ten times as many, so that quarters are short numbers. */
function niceEnd(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 8, 10].map((n) => n * power).find((end) => end >= value) ?? value;
}

function label(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
