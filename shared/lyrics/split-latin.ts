import { endingStart } from './print-endings.ts';

/** Words whose letters do not say how they are sung or printed, with their syllables. */
const exceptions: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  `a-li-en a-li-ens a-re-a a-re-as be-ing busi-ness crea-ture cre-ate cre-a-ted cre-a-ting cre-a-tion
cre-a-tor cru-el cruel-ty di-al di-a-mond di-a-monds di-et do-ing du-al ev-er ev-ery fire fires flu-id fu-el gi-ant
gi-ants go-ing he-ro-es hour hours hun-dred hun-dreds i-de-a i-de-as jew-el kin-dred li-on li-ons may-be na-ked ne-on
nev-er no-bod-y nu-cle-us o-a-sis o-cean o-ceans our ours peo-ple po-em po-ems po-et po-et-ry qui-et real real-ly
re-a-li-ty ru-in ru-ined ru-ins sa-cred sci-ence sci-en-tist so-cie-ty su-i-cide the-a-ter tri-al tri-als tru-ly
u-su-al u-su-al-ly ca-su-al ac-tu-al ac-tu-al-ly vi-a vi-o-lence vi-o-lent vi-o-lin wed-nes-day wick-ed
al-read-y an-oth-er an-y an-y-bod-y an-y-more an-y-one an-y-thing an-y-way an-y-where bod-y broth-er broth-ers
cit-y cov-er driv-en feath-er for-ev-er for-ev-er-more giv-en heav-en heav-ens heav-y hon-ey how-ev-er lov-er
lov-ers man-y mon-ey moth-er moth-ers oth-er oth-ers pit-y read-y riv-er riv-ers sev-en some-bod-y stead-y
to-geth-er weath-er what-ev-er when-ev-er wher-ev-er who-ev-er wom-an wom-en`
    .split(/\s+/)
    .map((word) => [word.replaceAll('-', '').toLowerCase(), word.split('-')]),
);

/** Consonants that begin a syllable together, between vowels and after another consonant. */
const beginnings =
  /^(bl|br|ch|chr|cl|cr|dr|dw|fl|fr|gl|gr|gh|gu|kr|ph|phr|pl|pr|qu|sch|sh|shr|th|thr|tr|tw|wh|wr)$/;
/** These do so only after another consonant: mon-ster, but mis-ter. */
const laterBeginnings = /^(sc|scr|sk|sl|sm|sn|sp|spl|spr|squ|st|str|sw)$/;
/** These end a syllable: luck-y, kitch-en, gadg-et, ex-it. */
const closing = /^(ck|tch|dg|x)$/;
/** Vowels that are sung apart. */
const hiatus = /^(ia|io|iu|ya|yo|ye|uo|ua|eo|ao|ii|uu|iou|ioa)$/;
/** After these, `i` before a vowel is no vowel of its own: nation, special, gracious. */
const softI = /[tscxg]$/;
/** Endings before which a silent `e` stays silent: movement, someone, homeless. */
const endings =
  /^(be|body|bodies|day|days|ful|fully|land|less|line|ly|man|men|ment|ments|ness|one|side|thing|things|time|times|way|ways|where)('s)?$/;

/** A vowel or diphthong of a word, from its first letter up to the end. */
interface Nucleus {
  readonly start: number;
  readonly end: number;
}

/**
 * Divides a word in Latin letters into syllables, as singers do: a consonant between two vowels begins
 * the second syllable (`ri-ver`), and two are divided (`won-der`) unless they can begin a word together.
 * Endings stand alone, as in print (`sing-ing`), and so do `ck`, `tch`, `dg` and `x` before a vowel (`luck-y`).
 * The rules of silent letters are those of English; other languages with these letters have few of them.
 */
export function splitLatin(word: string): string[] {
  const letters = word.toLowerCase().replaceAll('’', "'");
  if (/^every./.test(letters)) {
    return [...cut(word.slice(0, 5), [2]), ...splitLatin(word.slice(5))];
  }
  const known = exceptions[letters.replace(/'s?$/, '')];
  if (known) return cut(word, endsOf(known));
  const nuclei = nucleiOf(letters);
  const ends = nuclei.slice(1).map((next, i) => boundary(letters, nuclei[i] as Nucleus, next));
  return cut(word, withEnding(letters, nuclei, ends));
}

/** The ends of syllables, with the last one where print divides the word before an ending. */
function withEnding(
  letters: string,
  nuclei: readonly Nucleus[],
  ends: readonly number[],
): readonly number[] {
  const start = endingStart(letters);
  const [before, last] = nuclei.slice(-2);
  // Only between the last two vowels.
  if (start === undefined || !before || !last || start < before.end || start > last.start) {
    return ends;
  }
  return [...ends.slice(0, -1), start];
}

function endsOf(parts: readonly string[]): number[] {
  let end = 0;
  return parts.slice(0, -1).map((part) => {
    end += part.length;
    return end;
  });
}

function cut(word: string, ends: readonly number[]): string[] {
  return [...ends, word.length].map((end, i) => word.slice(ends[i - 1] ?? 0, end));
}

function nucleiOf(letters: string): Nucleus[] {
  const nuclei: Nucleus[] = [];
  const groups =
    /(?<=q)u|(?<=g)u(?=[eiaéè])|^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])|([aeiou\p{Diacritic}\u00e0-\u00ff]+(?:y(?![aeiou]))?|y)/gu;
  for (const { 0: text, 1: vowels, index } of letters.normalize('NFC').matchAll(groups)) {
    if (vowels === undefined) continue;
    for (const part of splitVowels(
      text,
      letters.slice(0, index),
      letters.slice(index + text.length),
    )) {
      nuclei.push({ start: index + part.start, end: index + part.end });
    }
  }
  const sung = nuclei.filter((nucleus) => !isSilent(letters, nucleus, nuclei));
  return sung.length > 0 ? [...sung, ...syllabicN(letters, sung)] : nuclei.slice(0, 1);
}

/** Vowels between two consonants as one nucleus, or as two that are sung apart. */
function splitVowels(vowels: string, before: string, after: string): Nucleus[] {
  const whole = [{ start: 0, end: vowels.length }];
  if (vowels.length < 2) return whole;
  const parts = (at: number) => [
    { start: 0, end: at },
    { start: at, end: vowels.length },
  ];
  // be-ing, try-ing; -ing begins a syllable of its own.
  if (vowels.endsWith('i') && /^n[g']/.test(after)) return parts(vowels.length - 1);
  if (/^i(o|ou|a|e)$/.test(vowels) && softI.test(before)) return whole;
  if (hiatus.test(vowels)) return parts(1);
  return whole;
}

/** Whether an `e` is not sung: at the end of a word, in `-es` and `-ed`, and before some endings. */
function isSilent(letters: string, { start, end }: Nucleus, all: readonly Nucleus[]): boolean {
  if (letters.slice(start, end) !== 'e' || all[0]?.start === start) return false;
  const before = letters.slice(0, start);
  const after = letters.slice(end);
  if (after === "n't") return before.endsWith('r');
  if (/^('s|'ll|'d|'ve|'re)?$/.test(after)) return !/[^aeiouylrw]l$/.test(before);
  if (/^s('|$)/.test(after)) return !/([sxz]|ch|sh|[cg]|[^aeiouylrw]l)$/.test(before);
  if (/^d('|$)/.test(after)) return !/([td]|[^aeiouylrw]l)$/.test(before);
  return endings.test(after);
}

/** The second syllable of didn't, isn't, couldn't. */
function syllabicN(letters: string, sung: readonly Nucleus[]): Nucleus[] {
  const found = /(?<=[dsz])n't/.exec(letters);
  const last = sung.at(-1);
  if (!found || !last || found.index < last.end) return [];
  return [{ start: found.index, end: found.index + 1 }];
}

/** Where the second of two syllables begins. */
function boundary(letters: string, { end }: Nucleus, next: Nucleus): number {
  const consonants = letters.slice(end, next.start);
  const silent = consonants.indexOf('e');
  if (silent >= 0) return end + silent + 1;
  // did-n't, can-dle, play-er.
  if (letters[next.start] === 'n') return next.start;
  if (/.l$/.test(consonants) && /^e[sd]?$/.test(letters.slice(next.start))) return next.start - 2;
  if (consonants === 'y' && /[ao]$/.test(letters.slice(0, end))) return end + 1;
  const apostrophe = consonants.startsWith("'") ? 1 : 0;
  if (closing.test(consonants)) return next.start;
  const plain = consonants.replaceAll("'", '');
  if (plain.length < 2 || beginnings.test(consonants)) return end + apostrophe;
  for (let at = 1; at < consonants.length; at += 1) {
    const rest = consonants.slice(at);
    if (rest.length === 1 || beginnings.test(rest) || laterBeginnings.test(rest)) return end + at;
  }
  return end + consonants.length;
}
