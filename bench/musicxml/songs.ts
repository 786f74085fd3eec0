import { chordKinds } from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import type { ScoreChord } from '@my-pitch/shared/chords/score-chord';
import { spellChord } from '@my-pitch/shared/chords/spell-chord';
import { suggestChords } from '@my-pitch/shared/chords/suggest-chords';
import type { ScoreSyllable } from '@my-pitch/shared/lyrics/syllable';
import { wordyOde } from '@my-pitch/shared/lyrics/testing/wordy-ode';
import type { KeySignature, Score, TimeSignature } from '@my-pitch/shared/score';
import { engravedScores } from '../../web/e2e/engraved-scores.ts';
import { synthesiseScore } from '../../web/e2e/synthesise-score.ts';
import { transposeScore } from '../../web/features/score/transposing/transpose-score.ts';

const metres = [
  '2/4',
  '3/4',
  '4/4',
  '5/4',
  '2/2',
  '3/2',
  '3/8',
  '5/8',
  '6/8',
  '7/8',
  '9/8',
  '12/8',
];
/** An extended melody with everything that a synthetic song has: rests, ties, dots, beams and triplets. */
const plain = synthesiseScore({ notes: 60, seed: 11 });

/** Without measures that are numbered from 101, which our MusicXML never has: only pictures are excerpts. */
const { 'high-notes-long-numbers': _, ...engraved } = engravedScores;

/** Scores with everything that our scores can have, by name. */
export function roundTripSongs(): Readonly<Record<string, Score>> {
  return {
    ...Object.fromEntries(fifths().map((each) => [`key ${each}`, inKey(each)])),
    ...Object.fromEntries(metres.map((metre, i) => [`metre ${metre}`, inMetre(metre, i)])),
    ...Object.fromEntries(['3/4', '4/4', '6/8'].map((metre) => [`pickup ${metre}`, picked(metre)])),
    ...engraved,
    'tempo changes and swing': withTempos(plain),
    'for clarinet': transposeScore(withChords(plain), 2),
    ...Object.fromEntries(
      (['major', 'minor'] as const).flatMap((mode) =>
        [-5, 0, 4].map((each) => [`chords in ${each} ${mode}`, withAllChords(each, mode)]),
      ),
    ),
    'chords between notes': withChords(plain),
    'suggested chords': { ...plain, chords: suggestChords(plain) },
    'words of two verses': wordyOde,
    'Korean words': withWords(plain, '푸른 하늘 은하수 하얀 쪽배엔'.split(' '), { held: 3 }),
    'hyphens and melismas': withWords(plain, ['glo-ri-a', 'in', 'ex-cel-sis', 'De-o'], { held: 4 }),
    'marks in words': withWords(plain, ["don't", '“Oh”,', 'A&B', '<3', 'l’é-té', 'naï-ve'], {}),
  };
}

function fifths(): number[] {
  return Array.from({ length: 15 }, (_, i) => i - 7);
}

function inKey(each: number): Score {
  const score = synthesiseScore({ notes: 40, fifths: each, seed: each + 20 });
  return { ...score, title: `노래 & “song” ${each}` };
}

function metreOf(text: string): TimeSignature {
  const [beats = 4, beatType = 4] = text.split('/').map(Number);
  return { beats, beatType } as TimeSignature;
}

function inMetre(text: string, seed: number): Score {
  return synthesiseScore({ notes: 50, timeSignature: metreOf(text), seed: seed + 40, fifths: 1 });
}

function picked(text: string): Score {
  const timeSignature = metreOf(text);
  return synthesiseScore({ notes: 40, timeSignature, pickupTicks: 24, seed: 60 });
}

function withTempos(score: Score): Score {
  const third = score.measures[2]?.startTick ?? 0;
  return {
    ...score,
    tempos: [
      { tick: 0, quarterBpm: 92.4, swing: true },
      { tick: third, quarterBpm: 120 },
      { tick: third + 96, quarterBpm: 63.7 },
    ],
  };
}

function chordAt(startTick: number, symbol: ScoreChord['symbol']): ScoreChord {
  return { startTick, startSeconds: 0, confidence: 1, ...(symbol && { symbol }) };
}

function withChords(score: Score): Score {
  const texts = ['D', 'A7/C#', 'Bm7', 'N.C.', 'Gmaj7', 'F#m7b5', 'Em/G', 'A7', 'Bbm', 'Ebdim7'];
  const chords = texts.flatMap((text, i): ScoreChord[] => {
    const symbol = parseChord(text);
    return symbol ? [chordAt(i * 72, symbol === 'none' ? undefined : symbol)] : [];
  });
  return { ...score, chords };
}

/** Every kind of chord, each with its root and with another bass, on the beats. */
function withAllChords(each: number, mode: KeySignature['mode']): Score {
  const score = synthesiseScore({ notes: 90, fifths: each, seed: 70 });
  const measures = score.measures.map((measure) => ({
    ...measure,
    keySignature: { fifths: each, mode },
  }));
  const chords = chordKinds.flatMap((kind, i) => {
    const root = (i * 5 + each + 12) % 12;
    return [root, (root + 4) % 12, (root + 2) % 12].map((bass, j) =>
      chordAt((i * 3 + j) * 48, spellChord({ root, kind, bass }, { fifths: each, mode })),
    );
  });
  return { ...score, measures, chords };
}

/** Words in syllables between hyphens; every syllable at a multiple of `held` is held over another note. */
function withWords(score: Score, words: readonly string[], { held = 0 }): Score {
  const lyrics: ScoreSyllable[] = [];
  let sungNote = 0;
  while (sungNote < score.sungNotes.length - 6) {
    for (const [w, word] of words.entries()) {
      const parts = /[가-힣]/.test(word) ? Array.from(word) : word.split('-');
      for (const [i, text] of parts.entries()) {
        const goesOn = i < parts.length - 1 && { goesOn: true as const };
        const starts = w === 0 && i === 0 && { starts: 'line' as const };
        lyrics.push({ text, sungNote, ...goesOn, ...starts });
        sungNote += held > 0 && lyrics.length % held === 0 ? 2 : 1;
      }
    }
  }
  return { ...score, lyrics: lyrics.filter((each) => each.sungNote < score.sungNotes.length) };
}
