import type { Score } from '@my-pitch/shared/score';
import { savedNameOf } from '@my-pitch/shared/title';
import { allBars, type BarRange } from '../../lib/bar-range.ts';
import type { NoteNaming } from '../score/engraving/note-names.ts';
import type { PageDetails } from '../score/use-page-details.ts';
import { excerptOf } from './excerpt.ts';
import type { PaperName } from './paper.ts';
import { renderWords, type WordsFormat } from './render-words.ts';

/** The formats of a score. Each renderer is loaded on demand. */
export type ScoreFormat =
  | {
      readonly kind:
        | 'musicxml'
        | 'midi-written'
        | 'midi-chords'
        | 'midi-sung'
        | 'abc'
        | WordsFormat;
    }
  | {
      readonly kind: 'pdf';
      readonly paper: PaperName;
      readonly bars: BarRange;
      readonly details: PageDetails;
    }
  | { readonly kind: 'png'; readonly bars: BarRange };

/**
 * Renders a score as a file.
 * @throws {Error} when a renderer or a font cannot be fetched.
 */
export async function renderScoreFile(
  score: Score,
  format: ScoreFormat,
  naming: NoteNaming | undefined,
): Promise<Blob> {
  switch (format.kind) {
    case 'musicxml': {
      const { renderMusicXml } = await import('@my-pitch/shared/notation/musicxml');
      return new Blob([renderMusicXml(score)], { type: 'application/vnd.recordare.musicxml+xml' });
    }
    case 'midi-written':
    case 'midi-chords': {
      const { renderMidi } = await import('@my-pitch/shared/notation/midi');
      const bytes = renderMidi(score, { playsChords: format.kind === 'midi-chords' });
      return new Blob([Uint8Array.from(bytes)], { type: 'audio/midi' });
    }
    case 'midi-sung': {
      const { renderSungMidi } = await import('@my-pitch/shared/notation/sung-midi');
      return new Blob([Uint8Array.from(renderSungMidi(score))], { type: 'audio/midi' });
    }
    case 'abc': {
      const { renderAbc } = await import('@my-pitch/shared/notation/abc');
      return new Blob([renderAbc(score)], { type: 'text/vnd.abc' });
    }
    case 'ultrastar':
    case 'lrc':
    case 'lrc-words':
      return new Blob([await renderWords(score, format.kind)], { type: 'text/plain' });
    case 'pdf': {
      const { renderPdf } = await import('./render-pdf.ts');
      const { paper, bars, details } = format;
      return renderPdf(excerptOf(score, bars), { paper, naming, details });
    }
    case 'png': {
      const { renderPng } = await import('./render-png.ts');
      return renderPng(excerptOf(score, format.bars), naming);
    }
  }
}

const endings: Readonly<Record<ScoreFormat['kind'], string>> = {
  musicxml: '.musicxml',
  'midi-written': '.mid',
  'midi-chords': ' (chords).mid',
  'midi-sung': ' (sung).mid',
  abc: '.abc',
  ultrastar: '.txt',
  lrc: '.lrc',
  'lrc-words': ' (words).lrc',
  pdf: '.pdf',
  png: '.png',
};

/**
 * The file name: the title without characters that file systems forbid, and the measures of an excerpt:
 * `Ode to Joy 3-6.pdf`.
 */
export function scoreFileName(
  { title, measures }: Pick<Score, 'title' | 'measures'>,
  format: ScoreFormat,
): string {
  return `${savedNameOf(title, 'score')}${excerptName(measures, format)}${endings[format.kind]}`;
}

function excerptName(measures: Score['measures'], format: ScoreFormat): string {
  if (!('bars' in format)) return '';
  const all = allBars(measures);
  const { from, to } = format.bars;
  if (from <= all.from && to >= all.to) return '';
  return from === to ? ` ${from}` : ` ${from}-${to}`;
}
