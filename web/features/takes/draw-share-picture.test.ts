import { expect, it } from 'vitest';
import { drawSharePicture, pictureSize, type SharePicture } from './draw-share-picture.ts';

const palette = { paper: 'paper', ink: 'ink', quiet: 'quiet', leaf: 'leaf', leafSoft: 'soft' };
const picture: SharePicture = {
  points: 82,
  ofHundred: 'of 100 points',
  sentences: ['Your timing is good.', 'Work on your pitch.'],
  phrases: [100, 50, 0],
  song: 'Ode to Joy',
  singer: '',
};

/** A canvas that records what is written and filled; each letter is half as wide as its size. */
function draw(changes: Partial<SharePicture> = {}) {
  const texts: { readonly text: string; readonly x: number; readonly y: number }[] = [];
  const boxes: { readonly colour: string; readonly box: readonly number[] }[] = [];
  const context = {
    fillStyle: '',
    font: '',
    textBaseline: 'alphabetic' as const,
    measureText(text: string) {
      const size = Number(/(\d+)px/.exec(this.font)?.[1]);
      return { width: (size / 2) * text.length } as TextMetrics;
    },
    fillText: (text: string, x: number, y: number) => void texts.push({ text, x, y }),
    fillRect(...box: readonly number[]) {
      boxes.push({ colour: this.fillStyle, box });
    },
  };
  drawSharePicture(context, { ...picture, ...changes }, palette, 'sans-serif');
  return {
    texts: texts.map(({ text }) => text).filter((text) => text !== ''),
    boxes,
    places: texts,
  };
}

it('says the points and the sentences, and nothing else that the singer did not type', () => {
  expect(draw({ song: '' }).texts).toEqual([
    '82',
    'of 100 points',
    'Your timing is good.',
    'Work on your pitch.',
    'My Pitch',
  ]);
  expect(draw({ singer: '민지' }).texts).toEqual(expect.arrayContaining(['Ode to Joy', '민지']));
});

it('has a column for each phrase, as full as its points', () => {
  const filled = draw().boxes.filter(({ colour }) => colour === 'leaf');
  expect(filled.map(({ box }) => Math.round(box[3] ?? 0))).toEqual([170, 85, 0]);
});

it('cuts a long title off, and divides a long sentence between words', () => {
  const long = 'word '.repeat(40).trim();
  const { texts, places } = draw({ song: long, sentences: [long] });
  expect(texts[0]).toMatch(/^word.*…$/);
  const lines = texts.filter((text) => /^word( word)*$/.test(text));
  expect(lines.length).toBeGreaterThan(1);
  expect(places.every(({ y }) => y > 0 && y < pictureSize.height)).toBe(true);
});
