import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { anyText, everyCodePoint } from '@my-pitch/shared/testing/any-text';
import { normaliseTitle } from '@my-pitch/shared/title';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { papers } from './paper.ts';
import { divideByFont } from './pdf-fonts.ts';
import { PdfPainter } from './pdf-painter.ts';

const require = createRequire(import.meta.url);
/** One grey pixel. */
const jpeg =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==';
/** The smallest maximum canvas width of the supported browsers. */
const maxCanvasPixels = 16_384;

/** A canvas by the HTML standard: an empty or too large one makes no image. */
function canvas() {
  const context = {
    font: '',
    fillRect: () => undefined,
    fillText: () => undefined,
    measureText: (text: string) => {
      const size = Number(/([\d.]+)px/.exec(context.font)?.[1]);
      const isWide = (character: string) => !/[\p{Mn}\p{Cf}\u200b\ufeff]/u.test(character);
      return {
        width: Array.from(text).filter(isWide).length * size,
        fontBoundingBoxAscent: size,
        fontBoundingBoxDescent: size / 4,
      };
    },
  };
  const element = {
    width: 300,
    height: 150,
    getContext: () => context,
    toDataURL: () => {
      const { width, height } = element;
      const isThere = width > 0 && height > 0 && width <= maxCanvasPixels;
      return isThere ? `data:image/jpeg;base64,${jpeg}` : 'data:,';
    },
  };
  return element;
}

beforeEach(() => {
  vi.stubGlobal('document', { createElement: canvas });
  vi.stubGlobal('fetch', async (url: URL) => {
    const file = /@(vexflow-fonts|fontsource)\/.*$/.exec(url.pathname)?.[0] ?? '';
    return new Response(new Uint8Array(await readFile(require.resolve(file))));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A PDF with a page for each title, and the first title in its information dictionary. */
async function pdfOf(titles: readonly string[]): Promise<Buffer> {
  const painter = await PdfPainter.create(papers.a4, titles[0] ?? '', titles);
  for (const title of titles) {
    painter.addPage();
    painter.write(title, { size: 20, baseline: 60, align: 'centre', isBold: true });
  }
  return Buffer.from(await (await painter.finish()).arrayBuffer());
}

/** The title in a PDF's information dictionary: a string in parentheses with backslash escapes, ASCII or UTF-16. */
function titleIn(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const [, object] = /\/Title (\d+) 0 R/.exec(text) ?? [];
  const string = new RegExp(`\n${object} 0 obj\n\\(((?:\\\\[^]|[^\\\\)])*)\\)\nendobj`);
  const [, escaped = ''] = string.exec(text) ?? [];
  const controls: Readonly<Record<string, string>> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
  };
  const bytes = Buffer.from(
    escaped.replace(/\\(.)/gs, (_, character: string) => controls[character] ?? character),
    'latin1',
  );
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder('utf-16be', { fatal: true }).decode(bytes)
    : bytes.toString('latin1');
}

it('stores the title unchanged', async () => {
  const odd = [
    'Salt&Pepper (live) \\o/',
    '&nbsp;',
    '아침 이슬 🎵',
    'é',
    'ē〜',
    'a\u200bb',
    '\u2060',
    '',
  ];
  const titles = [...odd, ...fc.sample(anyText, { numRuns: 30, seed: 11 })].map(normaliseTitle);
  for (const title of titles) {
    if (title !== '') expect(titleIn(await pdfOf([title]))).toBe(title);
  }
});

it('renders every character and the longest title', async () => {
  const titles = [
    ...everyCodePoint()
      .map(normaliseTitle)
      .filter((title, chunk) => title !== '' && (chunk < 4 || chunk % 499 === 0)),
    '夜'.repeat(255),
    '🎵'.repeat(255),
    '\u200b',
  ];
  expect((await pdfOf(titles)).subarray(0, 5).toString()).toBe('%PDF-');
});

it('keeps every character when a text is divided by font', () => {
  for (const title of everyCodePoint().map(normaliseTitle)) {
    const runs = divideByFont(title, true);
    expect(runs.map(({ text }) => text).join('')).toBe(title);
  }
});
