/** The fonts to embed into a PDF, as OpenType files: pdfkit makes empty subsets of the page's WOFF 2 files. */
const fontUrls = {
  Bravura: () => new URL('@vexflow-fonts/bravura/bravura.otf', import.meta.url),
  Academico: () => new URL('@vexflow-fonts/academico/academico.otf', import.meta.url),
  AcademicoBold: () => new URL('@vexflow-fonts/academico/academico-bold.otf', import.meta.url),
  Korean: () =>
    new URL('@fontsource/nanum-gothic/files/nanum-gothic-korean-700-normal.woff', import.meta.url),
} as const;
export type PdfFont = keyof typeof fontUrls;
export const alwaysEmbedded: readonly PdfFont[] = ['Bravura', 'Academico', 'AcademicoBold'];

/**
 * A font file's bytes.
 * @throws {Error} when it cannot be fetched.
 */
export async function fetchFont(font: PdfFont): Promise<ArrayBuffer> {
  const response = await fetch(fontUrls[font]());
  if (!response.ok) throw new Error(`${font} could not be fetched: ${response.status}`);
  return response.arrayBuffer();
}

/** Text in one font; `undefined` when no font has its characters. */
export interface TextRun {
  readonly text: string;
  readonly font: PdfFont | undefined;
}

/** Divides a text into runs of one font each: music, Korean, Latin, or none. */
export function divideByFont(text: string, isBold: boolean): readonly TextRun[] {
  const runs: TextRun[] = [];
  // By grapheme: a flag or a family emoji must stay in one run. Composed (NFC), since some systems
  // decompose Hangul into letters.
  for (const { segment } of new Intl.Segmenter().segment(text.normalize('NFC'))) {
    const font = fontOf(segment, isBold);
    const last = runs.at(-1);
    if (last && last.font === font) runs[runs.length - 1] = { font, text: last.text + segment };
    else runs.push({ font, text: segment });
  }
  return runs;
}

/** Whether any text needs the Korean font. */
export function needsKorean(texts: readonly string[]): boolean {
  return texts.some((text) => divideByFont(text, false).some(({ font }) => font === 'Korean'));
}

/** Bravura's glyphs are in the private use area (SMuFL); accidentals in words are Academico's. */
function fontOf(character: string, isBold: boolean): PdfFont | undefined {
  if (/^[\ue000-\uf8ff]$/.test(character)) return 'Bravura';
  if (/^[\uac00-\ud7a3\u3131-\u318e]$/.test(character)) return 'Korean';
  if (academico.test(character)) return isBold ? 'AcademicoBold' : 'Academico';
  return undefined;
}

/** ASCII, Western and Central European letters, common punctuation, flat, natural and sharp. */
const academico = /^[ -~\u00a0-\u017f–—‘’‚“”„†‡•…‰′″‹›⁄€™♭♮♯]$/;
