import { describe, expect, it } from 'vitest';
import type { Score } from '../score.ts';
import { chordText } from './chord-text.ts';
import { suggestChords } from './suggest-chords.ts';
import { type KnownTune, knownTunes, scoreOfTune } from './testing/known-tunes.ts';

function tuneNamed(name: string): KnownTune {
  const tune = knownTunes.find((each) => each.name === name);
  if (!tune) throw new Error(`No tune: ${name}`);
  return tune;
}

/** The chords of each measure but the pickup, `·` where the one before goes on. */
function chordsOf(score: Score): string {
  const chords = suggestChords(score);
  return score.measures
    .filter(({ number }) => number > 0)
    .map(({ startTick, lengthTicks }) => {
      const within = chords.filter(
        (chord) => chord.startTick >= startTick && chord.startTick < startTick + lengthTicks,
      );
      return within.map(({ symbol }) => chordText(symbol, 'letters')).join(' ') || '·';
    })
    .join(' | ');
}

const tune = (
  melody: string,
  key: KnownTune['key'] = { fifths: 0, mode: 'major' },
  time: KnownTune['time'] = { beats: 4, beatType: 4 },
) => scoreOfTune({ name: '', split: 'tuning', chords: '', time, key, melody });

describe('suggestChords', () => {
  it('finds the chords that song books print above well-known tunes', () => {
    expect(chordsOf(scoreOfTune(tuneNamed('Oh! Susanna')))).toBe(
      'C | · | · | G7 | C | · | G7 | C | F | · | C | G7 | C | · | G7 | C',
    );
    expect(chordsOf(scoreOfTune(tuneNamed('Twinkle, twinkle')))).toMatch(
      /^C \| F C \| F C \| G7 C/,
    );
  });

  it('changes within a measure where the melody does', () => {
    const susanna = suggestChords(scoreOfTune(tuneNamed('Oh! Susanna')));
    // After the pickup of a quarter, in the middle of the seventh measure.
    expect(susanna.map(({ startTick }) => startTick)).toContain(48 + 6 * 192 + 96);
  });

  it('finds those of a minor key, with the raised leading tone', () => {
    const chords = chordsOf(scoreOfTune(tuneNamed('Greensleeves'))).split(' | ');
    expect(chords.slice(0, 5)).toEqual(['Am', 'G', 'Am', 'E7', 'Am']);
    expect(chords.at(-1)).toBe('Am');
  });

  it('leaves the pickup without chords, and a measure of rests to the chord before', () => {
    const score = scoreOfTune(tuneNamed('When the Saints'));
    expect(score.measures[0]?.number).toBe(0);
    expect(suggestChords(score)[0]?.startTick).toBe(score.measures[1]?.startTick);
    expect(chordsOf(tune('C E G2|z4|E G C2'))).toBe('C | · | ·');
  });

  it('begins with the first note', () => {
    expect(suggestChords(tune('z4|C E G2'))[0]?.startTick).toBe(192);
    expect(suggestChords(tune('z4'))).toEqual([]);
  });

  it('ends on the tonic, after its dominant', () => {
    expect(chordsOf(tune('C E G E|F A F D|D B, D G|C4'))).toMatch(/G7 \| C$/);
  });

  it('writes the dominant of the dominant for a raised fourth', () => {
    expect(chordsOf(tune('E G c2|^F4|G2 G2|E2 C2'))).toMatch(/^C \| D7 \| G.* \| C/);
    expect(chordsOf(tune('E G c2|F4|G2 G2|E2 C2'))).not.toContain('D7');
  });

  it('spells chords by the key', () => {
    // E flat major: the tune's letters are a minor third too low.
    const low = tune('C E G2|A c A F|G B d2|c4');
    const raised = {
      ...low,
      measures: low.measures.map((measure) => ({
        ...measure,
        keySignature: { fifths: -3, mode: 'major' as const },
        elements: measure.elements.map((element) => {
          if (element.kind === 'rest') return element;
          const { step, octave } = element.pitch;
          const up = { C: 'E', E: 'G', G: 'B', A: 'C', F: 'A', B: 'D', D: 'F' } as const;
          const isFlat = 'CFG'.includes(step);
          const isHigher = 'AB'.includes(step);
          const pitch = {
            ...{ step: up[step], alter: isFlat ? -1 : 0, octave: octave + (isHigher ? 1 : 0) },
          };
          return { ...element, pitch };
        }),
      })),
    };
    expect(chordsOf(low).startsWith('C | F')).toBe(true);
    expect(chordsOf(raised).startsWith('Eb | Ab')).toBe(true);
  });

  it('marks each as suggested, and is surer where more of the melody is in the chord', () => {
    const chords = suggestChords(tune('C E G2|z4'));
    expect(chords).toMatchObject([{ isSuggested: true, confidence: 1, startSeconds: 0 }]);
    const passing = suggestChords(tune('C D E D|C2 C2'));
    expect(passing[0]?.confidence).toBeLessThan(1);
  });

  it('has one chord to a measure of three, at most two to one of four', () => {
    const waltz = scoreOfTune(tuneNamed('Silent Night'));
    const starts = new Set(waltz.measures.map(({ startTick }) => startTick));
    for (const { startTick } of suggestChords(waltz)) expect(starts).toContain(startTick);
    for (const each of chordsOf(scoreOfTune(tuneNamed('Ode to Joy'))).split(' | ')) {
      expect(each.split(' ').length).toBeLessThanOrEqual(2);
    }
  });
});
