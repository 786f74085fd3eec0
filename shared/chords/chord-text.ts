import type { PitchName } from '../pitch-name.ts';
import type { ChordKind, ChordSymbol } from './chord-symbol.ts';

/** What is written after the root: first as we write it, then what else people type. */
const suffixes: Readonly<Record<ChordKind, readonly string[]>> = {
  major: ['', 'maj', 'M', 'major'],
  minor: ['m', 'min', '-', 'minor'],
  dominant: ['7', 'dom7'],
  'major-seventh': ['maj7', 'M7', 'Δ', 'Δ7', '△', '△7', 'ma7'],
  'minor-seventh': ['m7', 'min7', '-7', 'mi7'],
  'suspended-fourth': ['sus4', 'sus'],
  diminished: ['dim', '°', 'o', 'mb5'],
  augmented: ['aug', '+', '#5'],
  'half-diminished': ['m7♭5', 'ø', 'ø7', 'min7b5', '-7b5'],
  'diminished-seventh': ['dim7', '°7', 'o7'],
  'suspended-second': ['sus2'],
  'major-sixth': ['6', 'maj6', 'M6'],
  'minor-sixth': ['m6', 'min6', '-6'],
};

const kindOfSuffix = new Map(
  Object.entries(suffixes).flatMap(([kind, texts]) =>
    texts.map((text) => [inLetters(text), kind as ChordKind] as const),
  ),
);

/** What is written where no chord sounds. */
const noChordText = 'N.C.';

const accidentals: Readonly<Record<string, number>> = { '': 0, '#': 1, b: -1, '##': 2, bb: -2 };
const signs = ['𝄫', '♭', '', '♯', '𝄪'] as const;

/** How accidentals are written: with their signs, or as `#` and `b`, which every keyboard has. */
export type AccidentalText = 'signs' | 'letters';

/** `Am7/G`, `B♭maj7`, `F♯m7♭5`; `N.C.` without a symbol. */
export function chordText(
  symbol: ChordSymbol | undefined,
  accidental: AccidentalText = 'signs',
): string {
  if (!symbol) return noChordText;
  const { root, kind, bass } = symbol;
  const text = `${nameText(root)}${suffixes[kind][0]}${bass ? `/${nameText(bass)}` : ''}`;
  return accidental === 'signs' ? text : inLetters(text);
}

function nameText({ step, alter }: PitchName): string {
  return `${step}${signs[alter + 2]}`;
}

function inLetters(text: string): string {
  return text.replaceAll('♭', 'b').replaceAll('♯', '#').replaceAll('𝄫', 'bb').replaceAll('𝄪', '##');
}

const pattern = /^([A-Ga-g])(##|bb|#|b)?([^/]*)(?:\/([A-Ga-g])(##|bb|#|b)?)?$/u;

/**
 * The chord that somebody typed: `Am7/G`, `bbM7`, `F♯°`, `Csus`.
 * @returns `'none'` for `N.C.`, and `undefined` for what is no chord of ours.
 */
export function parseChord(text: string): ChordSymbol | 'none' | undefined {
  const plain = inLetters(text.normalize('NFC')).replace(/\s+/g, '');
  if (/^n\.?c\.?$/i.test(plain)) return 'none';
  const [, letter, sign = '', suffix = '', bassLetter, bassSign = ''] = pattern.exec(plain) ?? [];
  const kind = kindOfSuffix.get(suffix.replace(/[()]/g, ''));
  if (!letter || !kind) return undefined;
  const root = nameOf(letter, sign);
  if (!bassLetter) return { root, kind };
  const bass = nameOf(bassLetter, bassSign);
  return bass.step === root.step && bass.alter === root.alter
    ? { root, kind }
    : { root, kind, bass };
}

function nameOf(letter: string, sign: string): PitchName {
  return { step: letter.toUpperCase() as PitchName['step'], alter: accidentals[sign] ?? 0 };
}
