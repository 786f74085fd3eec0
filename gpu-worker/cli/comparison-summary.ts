import type { Language } from '@my-pitch/shared/language';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import { medianOf } from '@my-pitch/shared/scoring/median';
import { type ComparisonTexts, comparisonTexts } from './comparison-texts.ts';
import { formatSeconds } from './progress-display.ts';

/** The language of a terminal: Korean if its locale is, else English. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.startsWith('ko') ? 'ko' : 'en';
}

/** This much earlier or later throughout is said. */
const noticeableMilliseconds = 40;

/** A comparison in plain words: figures, then what went well and what to practise. */
export function renderComparison(comparison: Comparison, language: Language): string {
  const texts = comparisonTexts[language];
  const { part, overall, counts, alignment, singing } = comparison;
  const span = `${formatSeconds(part.startSeconds)}–${formatSeconds(part.endSeconds)}`;
  const rows: (readonly [string, string])[] = [
    [texts.labels.points, texts.points(...roundedPoints(overall))],
    [texts.labels.part, texts.part(span, Math.round(100 * part.share))],
    [texts.labels.alignment, texts.alignment[alignment.method]],
    [texts.labels.key, keyText(comparison, texts)],
    [texts.labels.notes, texts.notes(counts)],
  ];
  const { vibrato } = singing;
  if (vibrato)
    rows.push([texts.labels.vibrato, texts.vibrato(vibrato.rateHz, vibrato.extentCents)]);
  const width = Math.max(...rows.map(([label]) => columnsOf(label))) + 2;
  const lines = rows.map(
    ([label, value]) => `${label}${' '.repeat(width - columnsOf(label))}${value}`,
  );
  return [...lines, '', ...sentences(comparison, texts)].join('\n');
}

function roundedPoints({ normal, strict, beginner }: Comparison['overall']) {
  return [Math.round(normal), Math.round(strict), Math.round(beginner)] as const;
}

function keyText({ transposition }: Comparison, texts: ComparisonTexts): string {
  const { semitones, octaves, tuningCents } = transposition;
  return [
    texts.key(semitones),
    ...(octaves === 0 ? [] : [texts.octaves(octaves)]),
    texts.tuning(Math.round(tuningCents)),
  ].join(', ');
}

const wellCredit = 0.8;

function sentences(comparison: Comparison, texts: ComparisonTexts): string[] {
  const { credits, counts, likeness, notes, phrases } = comparison;
  if (counts.sung + counts.wrong === 0) return [texts.nothingSung];
  if (likeness < 1) return [texts.anotherSong];
  const criteria = (['pitch', 'onset', 'length'] as const).toSorted(
    (a, b) => credits[b] - credits[a],
  );
  const [best, , worst] = criteria;
  const lines: string[] = [];
  if (best && credits[best] >= wellCredit) lines.push(texts.best[best]);
  if (worst && credits[worst] < wellCredit) lines.push(texts.worst[worst]);
  const lateMilliseconds = medianOf(
    notes.flatMap(({ status, take }) =>
      status === 'sung' && take ? take.onsetErrorMilliseconds : [],
    ),
  );
  if (lateMilliseconds !== undefined && Math.abs(lateMilliseconds) >= noticeableMilliseconds) {
    lines.push(texts.late(Math.round(lateMilliseconds)));
  }
  const compared = phrases.filter(({ isCompared }) => isCompared);
  if (compared.length > 1) lines.push(practiceText(comparison, texts));
  return lines;
}

function practiceText({ phrases, notes }: Comparison, texts: ComparisonTexts): string {
  const weakest = phrases
    .filter(({ isCompared }) => isCompared)
    .reduce((a, b) => (b.overall.normal < a.overall.normal ? b : a));
  const sung = notes
    .slice(weakest.first, weakest.last + 1)
    .flatMap(({ take }) => (take ? [take] : []));
  const [first, last] = [sung[0], sung.at(-1)];
  const points = Math.round(weakest.overall.normal);
  if (!first || !last) return texts.practiseUnsung;
  const span = `${formatSeconds(first.startSeconds)}–${formatSeconds(last.endSeconds)}`;
  return texts.practise(span, points);
}

/** Columns of a terminal: Korean syllables take two. */
function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? 2 : 1), 0);
}
