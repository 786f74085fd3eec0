import type { Palette } from '../pitch/palette.ts';

/** What a picture to share says. It has nothing of the singer but what they typed. */
export interface SharePicture {
  readonly points: number;
  readonly ofHundred: string;
  /** What went well and what to work on. */
  readonly sentences: readonly string[];
  /** The points of each phrase. */
  readonly phrases: readonly number[];
  /** Typed by the singer; may be empty. */
  readonly song: string;
  readonly singer: string;
}

export const pictureSize = { width: 1080, height: 1080 } as const;

const margin = 90;
const columnsTop = 760;
const columnsHeight = 170;

type Context = Pick<
  CanvasRenderingContext2D,
  'fillRect' | 'fillText' | 'measureText' | 'fillStyle' | 'font' | 'textBaseline'
>;

/** Draws the picture. @param family of the letters. */
export function drawSharePicture(
  context: Context,
  picture: SharePicture,
  palette: Pick<Palette, 'paper' | 'ink' | 'quiet' | 'leaf' | 'leafSoft'>,
  family: string,
): void {
  const { width, height } = pictureSize;
  const inner = width - 2 * margin;
  const write = (text: string, y: number, size: number, weight: number, colour: string) => {
    context.fillStyle = colour;
    context.font = `${weight} ${size}px ${family}`;
    context.fillText(fitted(context, text, inner), margin, y);
  };
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'alphabetic';
  write(picture.song, 150, 56, 700, palette.ink);
  write(picture.singer, 215, 40, 400, palette.quiet);
  write(String(picture.points), 490, 250, 700, palette.leaf);
  write(picture.ofHundred, 560, 40, 400, palette.quiet);
  const lines = picture.sentences.flatMap((sentence) => {
    context.font = `500 36px ${family}`;
    return wrapped(context, sentence, inner);
  });
  for (const [line, text] of lines.slice(0, 3).entries()) {
    write(text, 630 + 48 * line, 36, 500, palette.ink);
  }
  drawColumns(context, picture.phrases, palette);
  write('My Pitch', height - 60, 36, 700, palette.leaf);
}

function drawColumns(
  context: Context,
  phrases: readonly number[],
  palette: Pick<Palette, 'leaf' | 'leafSoft'>,
): void {
  const step = (pictureSize.width - 2 * margin) / Math.max(1, phrases.length);
  const gap = Math.min(10, step / 4);
  for (const [place, points] of phrases.entries()) {
    const x = margin + place * step;
    const filled = (columnsHeight * points) / 100;
    context.fillStyle = palette.leafSoft;
    context.fillRect(x, columnsTop, step - gap, columnsHeight);
    context.fillStyle = palette.leaf;
    context.fillRect(x, columnsTop + columnsHeight - filled, step - gap, filled);
  }
}

/** A text that is cut off with an ellipsis where it would be wider. */
function fitted(context: Context, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && context.measureText(`${letters.join('')}…`).width > width) {
    letters.pop();
  }
  return `${letters.join('')}…`;
}

/** A sentence in lines of at most a width, divided between words. */
function wrapped(context: Context, sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
