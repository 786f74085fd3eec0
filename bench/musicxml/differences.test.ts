import { parseChord } from '@my-pitch/shared/chords/chord-text';
import { wordyOde } from '@my-pitch/shared/lyrics/testing/wordy-ode';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { expect, it } from 'vitest';
import { synthesiseScore } from '../../web/e2e/synthesise-score.ts';
import { differencesOf } from './differences.ts';
import { scoreFacts } from './score-facts.ts';

const symbol = parseChord('A7/C#');
if (!symbol || symbol === 'none') throw new Error('A7/C# is a chord');
const chords = [{ startTick: 72, startSeconds: 0, confidence: 1, symbol }];
const sent = renderMusicXml({ ...wordyOde, chords });

/** What differs after a replacement in the file, as `3 @48 pitch: A4 > B4`. */
function after(before: string | RegExp, replacement: string, xml = sent): string[] {
  const changed = xml.replace(before, replacement);
  expect(changed).not.toBe(xml);
  return differencesOf(scoreFacts(xml), scoreFacts(changed)).map(
    ({ place, sent: was, back }) => `${place}: ${was} > ${back}`,
  );
}

it('finds none in the same file, nor in one with other divisions', () => {
  expect(differencesOf(scoreFacts(sent), scoreFacts(sent))).toEqual([]);
  const scaled = sent
    .replace('<divisions>48<', '<divisions>480<')
    .replaceAll(
      /<(duration|offset)>(\d+)</g,
      (_, name, ticks) => `<${name}>${Number(ticks) * 10}<`,
    );
  expect(scaled).not.toBe(sent);
  expect(differencesOf(scoreFacts(sent), scoreFacts(scaled))).toEqual([]);
});

it('names what changed, and where', () => {
  expect(after('<step>F</step>', '<step>E</step>')).toEqual(['1 @0 pitch: F#4 > E#4']);
  expect(after('<per-minute>80<', '<per-minute>81<')).toEqual([
    '1 @0 tempo mark: quarter = 80 > quarter = 81',
  ]);
  expect(after('<work-title>Ode<', '<work-title>Od<')).toEqual(['title: Ode > Od']);
  expect(after('<fifths>2<', '<fifths>1<')).toEqual(['1 @0 key: 2 > 1']);
  expect(after('<beats>4<', '<beats>2<')).toEqual(['1 @0 time: 4/4 > 2/4']);
  expect(after('<text>de,<', '<text>de<')).toEqual(['1 @48 words 1: de, > de']);
  expect(after('<syllabic>begin<', '<syllabic>single<')).toEqual([
    '1 @0 syllabic 1: begin > single',
  ]);
  expect(after('<extend/>', '')).toEqual(['1 @0 extend 2: yes > undefined']);
  expect(after('light-heavy', 'regular')).toEqual(['8 @end barline: light-heavy > regular']);
});

it('reads chords at their places, with their bass', () => {
  expect(after('<root-step>A<', '<root-step>B<')).toEqual(['1 @72 chord root: A > B']);
  expect(after('>dominant<', '>major<')).toEqual(['1 @72 chord kind: dominant > major']);
  expect(after('<bass-alter>1</bass-alter>', '')).toEqual(['1 @72 chord bass: C# > C']);
  expect(after('<offset>24<', '<offset>12<').map((each) => each.split(':')[0])).toEqual([
    ...['root', 'kind', 'bass', 'text'].map((aspect) => `1 @72 chord ${aspect}`),
    ...['root', 'kind', 'bass', 'text'].map((aspect) => `1 @60 chord ${aspect}`),
  ]);
});

it('sees ties, triplets and accidentals', () => {
  const xml = renderMusicXml(synthesiseScore({ notes: 60, fifths: 0, seed: 20 }));
  expect(after(/<tie type="start"\/>/, '', xml)).toHaveLength(1);
  expect(after(/<actual-notes>3</, '<actual-notes>5<', xml)[0]).toMatch(/eighth 3:2 > eighth 5:2/);
  expect(after(/<accidental>\w+<\/accidental>/, '', xml)[0]).toMatch(/accidental: \w+ > undefined/);
});

it('counts a note that is longer, and what then begins later', () => {
  const found = after(/<duration>48</, '<duration>60<');
  expect(found).toContain('1 @0 length: 48 > 60');
  expect(found).toContain('1 @60 pitch: undefined > F#4');
});

it('reads one part only', () => {
  expect(() => scoreFacts('<score-partwise/>')).toThrow('0 parts');
});
