import { readFileSync, writeFileSync } from 'node:fs';
import { create } from 'fontkit';

/** Writes the outlines of the signs at notes: see README.md. */
const staffPixels = 40;
const codes = [
  0xe0a2, 0xe0a3, 0xe0a4, 0xe1e7, 0xe240, 0xe241, 0xe242, 0xe243, 0xe244, 0xe245, 0xe260, 0xe261,
  0xe262, 0xe263, 0xe264, 0xe4e3, 0xe4e4, 0xe4e5, 0xe4e6, 0xe4e7, 0xe4e8,
];
const font = create(readFileSync(new URL('my-pitch-music.woff2', import.meta.url)));
const scale = staffPixels / font.unitsPerEm;

/** A number in hundredths, in as few characters as possible. */
const text = (hundredths) => String(hundredths / 100).replace(/^(-?)0\./, '$1.');

/** The outline in relative commands, with y downwards, from the sign's origin on the baseline. */
function outlineOf(code) {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  return font
    .glyphForCodePoint(code)
    .path.commands.map(({ command, args }) => {
      if (command === 'closePath') {
        [x, y] = [startX, startY];
        return 'z';
      }
      const points = args.map((arg, i) => Math.round((i % 2 === 0 ? arg : -arg) * scale * 100));
      const relative = points.map((value, i) => text(value - (i % 2 === 0 ? x : y)));
      [x, y] = points.slice(-2);
      if (command === 'moveTo') [startX, startY] = [x, y];
      const letter = { moveTo: 'm', lineTo: 'l', bezierCurveTo: 'c' }[command];
      return letter + relative.join(' ').replaceAll(' -', '-');
    })
    .join('');
}

const lines = codes.map((code) => `  '\\u${code.toString(16)}': '${outlineOf(code)}',`);
writeFileSync(
  new URL('../features/score/engraving/note-outlines.ts', import.meta.url),
  `/**
 * Outlines of note heads, rests, flags, accidentals and the dot, from our music font: SVG paths relative to the
 * sign's origin, for a staff 40 high. Written by \`web/fonts/write-outlines.mjs\`.
 */
export const noteOutlines: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
