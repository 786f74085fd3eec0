import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChord } from '../chords/chord-text.ts';
import { suggestChords } from '../chords/suggest-chords.ts';
import { wordyOde } from '../lyrics/testing/wordy-ode.ts';
import { type Score, ticksPerQuarter } from '../score.ts';
import { layOutMeasures } from './lay-out-measures.ts';
import { type MelodyNote, melodyScore, odeToJoy } from './melody.fixture.ts';
import { renderMusicXml } from './musicxml.ts';

const schemas = resolve(import.meta.dirname, '../../../shared/testdata/musicxml-xsd');
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;
const written = melodyScore(odeToJoy);

/** What the Ode does not have: a triplet, a tie, a pickup and two tempos. */
const unusual: Score = {
  ...written,
  clef: 'treble-8vb',
  tempos: [
    { tick: 0, quarterBpm: 80.5 },
    { tick: 24, quarterBpm: 90 },
  ],
  measures: [
    {
      number: 0,
      startTick: 0,
      lengthTicks: ticksPerQuarter,
      timeSignature: { beats: 3, beatType: 4 },
      keySignature: { fifths: -2, mode: 'minor' },
      elements: [0, 1, 2].map((i) => ({
        kind: 'note' as const,
        startTick: 16 * i,
        durationTicks: 16,
        type: 'eighth' as const,
        dots: 0,
        tuplet: { actual: 3, normal: 2 },
        pitch: { step: 'B' as const, alter: -1, octave: 3 },
        tiedToNext: i === 0,
        tiedFromPrevious: i === 1,
        beam: 0,
        sungNote: Math.max(0, i - 1),
      })),
    },
  ],
};

const withChords: Score = {
  ...written,
  chords: [
    ['D', 0],
    ['A7/C#', 72],
    ['N.C.', 192],
    ['Bm7b5', 240],
  ].map(([text, startTick]) => {
    const symbol = parseChord(text as string);
    return {
      ...{ startTick: startTick as number, startSeconds: 0, confidence: 1 },
      ...(symbol !== 'none' && symbol && { symbol }),
    };
  }),
};

const suggestedOde: Score = { ...written, chords: suggestChords(written) };

function validate(documents: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'musicxml-'));
  try {
    const files = documents.map((xml, i) => {
      const file = join(folder, `${i}.musicxml`);
      writeFileSync(file, xml);
      return file;
    });
    const schema = join(schemas, 'musicxml.xsd');
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--nonet', '--noout', '--schema', schema, ...files],
      {
        encoding: 'utf8',
        env: { ...process.env, XML_CATALOG_FILES: join(schemas, 'catalog.xml') },
      },
    );
    return status === 0 ? 'valid' : stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Notes and rests of up to three quarters, in sixteenths or in triplets that fill a quarter. */
const anyMelody = fc
  .array(
    fc.record({
      midi: fc.option(fc.integer({ min: 36, max: 84 }), { nil: undefined, freq: 5 }),
      sixteenths: fc.integer({ min: 1, max: 12 }),
      isTriplet: fc.boolean(),
    }),
  )
  .map((notes) => {
    let sixteenth = 0;
    return notes.flatMap(({ midi, sixteenths, isTriplet }): MelodyNote[] => {
      const startsQuarter = sixteenth % 4 === 0;
      if (isTriplet && startsQuarter) {
        sixteenth += 4;
        return [0, 1, 2].map((i) => [midi === undefined ? midi : midi + i, 1 / 3]);
      }
      sixteenth += sixteenths;
      return [[midi, sixteenths / 4]];
    });
  });
const anySignature = fc.constantFrom(
  { beats: 2, beatType: 4 } as const,
  { beats: 3, beatType: 4 } as const,
  { beats: 4, beatType: 4 } as const,
  { beats: 6, beatType: 8 } as const,
);

describe('renderMusicXml', () => {
  it('writes notes, signatures, clef and tempo', () => {
    const xml = renderMusicXml(written);
    expect(xml.match(/<measure /g)).toHaveLength(8);
    expect(xml.match(/<note>/g)).toHaveLength(30);
    expect(xml).toContain('<divisions>48</divisions>');
    expect(xml).toContain('<fifths>2</fifths>');
    expect(xml).toContain('<per-minute>80</per-minute>');
    expect(xml).toContain('<dot/>');
  });

  it('writes one part, in measures that count from 1', () => {
    const xml = renderMusicXml(written);
    expect(xml).toMatch(/<score-part id="P1">[\s\S]*<part id="P1">\s*<measure number="1">/);
    expect(xml).not.toContain('implicit');
  });

  it('writes sharps and flats as alterations, and naturals without one', () => {
    // Ode to Joy in D major: its F is sharp.
    const xml = renderMusicXml(written);
    expect(xml).toMatch(/<step>F<\/step>\s*<alter>1<\/alter>\s*<octave>/);
    expect(xml).toMatch(/<step>D<\/step>\s*<octave>/);
    expect(renderMusicXml(unusual)).toMatch(/<step>B<\/step>\s*<alter>-1<\/alter>\s*<octave>3/);
  });

  it('writes each accidental that is printed, and none that the key or the measure implies', () => {
    const noteAt = (index: number, alter: number) => ({
      kind: 'note' as const,
      startTick: 24 * index,
      durationTicks: 24,
      type: 'eighth' as const,
      dots: 0,
      pitch: { step: 'F' as const, alter, octave: 4 },
      tiedToNext: index === 1,
      tiedFromPrevious: index === 2,
      sungNote: 0,
    });
    const [first] = written.measures;
    // In D major F is sharp.
    const elements = [1, 0, 0, 1, 2, -1, -2, -2].map((alter, index) => noteAt(index, alter));
    const xml = renderMusicXml({ ...written, measures: [{ ...first!, elements }] });
    expect([...xml.matchAll(/<accidental>([\w-]+)</g)].map(([, name]) => name)).toEqual([
      'natural',
      'sharp',
      'double-sharp',
      'flat',
      'flat-flat',
    ]);
    expect(xml).toMatch(/<type>eighth<\/type>\s*<accidental>natural</);
    expect(renderMusicXml(written)).not.toContain('<accidental>');
  });

  it.each([
    ['none', {}, 1, 1],
    ['another number of beats', { timeSignature: { beats: 2, beatType: 4 } }, 2, 1],
    ['another unit of beats', { timeSignature: { beats: 4, beatType: 8 } }, 2, 1],
    ['another number of sharps', { keySignature: { fifths: 1, mode: 'major' } }, 1, 2],
    ['another mode', { keySignature: { fifths: 2, mode: 'minor' } }, 1, 2],
  ] as const)('writes signatures only where they change: %s', (_, change, times, keys) => {
    const [first, second] = written.measures;
    const xml = renderMusicXml({ ...written, measures: [first!, { ...second!, ...change }] });
    expect(xml.match(/<time>/g)).toHaveLength(times);
    expect(xml.match(/<key>/g)).toHaveLength(keys);
    expect(xml.match(/<clef>/g)).toHaveLength(1);
    expect(xml.match(/<divisions>/g)).toHaveLength(1);
  });

  it.each([
    ['treble', 'G', '2'],
    ['treble-8vb', 'G', '2'],
    ['bass', 'F', '4'],
  ] as const)('puts the sign of the clef %s on its line', (clef, sign, line) => {
    const [, drawnSign, drawnLine] =
      /<sign>(\w)<\/sign>\s*<line>(\d)</.exec(renderMusicXml({ ...written, clef })) ?? [];
    expect([drawnSign, drawnLine]).toEqual([sign, line]);
  });

  it('writes swing as a word, and as two thirds to one third for playback', () => {
    const tempos = [{ tick: 0, quarterBpm: 80, swing: true as const }];
    const xml = renderMusicXml({ ...written, tempos });
    expect(xml).toContain('<words>Swing</words>');
    expect(xml).toMatch(/<first>2<\/first>\s*<second>1</);
    expect(renderMusicXml(written)).not.toMatch(/swing/i);
  });

  it('writes a tie for playback beside the one that is drawn', () => {
    const xml = renderMusicXml(unusual);
    expect([...xml.matchAll(/<tie type="(\w+)"/g)].map((tie) => tie[1])).toEqual(['start', 'stop']);
  });

  it('has one final barline, at the end', () => {
    const xml = renderMusicXml(written);
    expect(xml.split('light-heavy')).toHaveLength(2);
    expect(xml.indexOf('<barline')).toBeGreaterThan(xml.lastIndexOf('</note>'));
  });

  it('gives the tempo of 6/8 in dotted quarters', () => {
    const timeSignature = { beats: 6, beatType: 8 } as const;
    const measures = layOutMeasures([{ startTick: 0, endTick: 72, midi: 62 }], {
      timeSignature,
      pickupTicks: 0,
      keySignature: { fifths: 2, mode: 'major' },
    });
    const xml = renderMusicXml({ ...written, measures, tempos: [{ tick: 0, quarterBpm: 90 }] });
    expect(xml).toMatch(/<beat-unit>quarter<\/beat-unit>\s*<beat-unit-dot\/>\s*<per-minute>60</);
    expect(xml).toContain('<sound tempo="90"/>');
  });

  it('writes a tempo before the note with which, or in which, it begins', () => {
    const tempos = [0, 48, 192, 216].map((tick) => ({ tick, quarterBpm: 80 + tick }));
    const xml = renderMusicXml({ ...written, tempos }).replaceAll(/\n\s*/g, '');
    const places = [...xml.matchAll(/<measure number="(\d+)">(.*?)<\/measure>/g)].flatMap(
      ([, measure, text = '']) =>
        text
          .split('<direction ')
          .slice(1)
          .map((direction, i) => {
            const before = text
              .split('<direction ')
              .slice(0, i + 1)
              .join('');
            const offset = /<offset sound="yes">(\d+)</.exec(direction)?.[1] ?? '0';
            return `${measure}: ${before.split('<note>').length - 1} notes, ${offset}`;
          }),
    );
    expect(places).toEqual(['1: 0 notes, 0', '1: 1 notes, 0', '2: 0 notes, 0', '2: 0 notes, 24']);
  });

  it('escapes the title and replaces characters that XML does not allow', () => {
    const xml = renderMusicXml({
      ...written,
      title: 'A < B & "C"\u0001\uFFFE\uD800 노래 🎵 &nbsp;',
    });
    expect(xml).toContain('<work-title>A &lt; B &amp; "C" \uFFFD 노래 🎵 &amp;nbsp;</work-title>');
  });

  it('writes pickups, ties, triplets, beams and an octave clef', () => {
    const xml = renderMusicXml(unusual);
    expect(xml).toContain('<measure number="0" implicit="yes">');
    expect(xml).toContain('<clef-octave-change>-1</clef-octave-change>');
    expect(xml.match(/<tied type="(start|stop)"\/>/g)).toHaveLength(2);
    expect(xml.match(/<tuplet /g)).toHaveLength(2);
    expect([...xml.matchAll(/<beam number="1">(\w+)</g)].map((m) => m[1])).toEqual([
      'begin',
      'continue',
      'end',
    ]);
  });

  it('writes chords before the notes with which or in which they begin', () => {
    const xml = renderMusicXml(withChords).replaceAll(/\n\s*/g, '');
    const harmonies = [...xml.matchAll(/<harmony>(.*?)<\/harmony>/g)].map(([, text]) => text);
    expect(harmonies).toEqual([
      '<root><root-step>D</root-step></root><kind text="">major</kind>',
      // The second note begins at tick 48.
      '<root><root-step>A</root-step></root><kind text="7">dominant</kind>' +
        '<bass><bass-step>C</bass-step><bass-alter>1</bass-alter></bass><offset>24</offset>',
      '<function/><kind text="N.C.">none</kind>',
      '<root><root-step>B</root-step></root><kind text="m7♭5">half-diminished</kind>',
    ]);
    expect(renderMusicXml(written)).not.toContain('harmony');
  });

  it('says of suggested chords that they are, once in words and each by its type', () => {
    const suggested: Score = {
      ...withChords,
      chords: withChords.chords!.map((chord, i) => ({
        ...chord,
        ...(i > 0 && { isSuggested: true }),
      })),
    };
    const xml = renderMusicXml(suggested);
    expect(xml.match(/<harmony type="implied">/g)).toHaveLength(3);
    expect(xml.match(/<harmony>/g)).toHaveLength(1);
    expect(xml.match(/<words>Suggested chords</g)).toHaveLength(1);
    expect(xml.indexOf('Suggested')).toBeGreaterThan(xml.indexOf('<harmony>'));
    expect(xml.indexOf('Suggested')).toBeLessThan(xml.indexOf('<harmony type'));
    expect(renderMusicXml(withChords)).not.toContain('Suggested');
  });

  const missing = [
    ...(existsSync(schemas) ? [] : ['shared/testdata/musicxml-xsd']),
    ...(hasXmllint ? [] : ['xmllint (Debian: libxml2-utils)']),
  ];
  it.skipIf(missing.length > 0)(
    `is valid against the W3C schema${missing.length > 0 ? ` (skipped, missing: ${missing})` : ''}`,
    () => {
      const scores = fc
        .sample(fc.tuple(anyMelody, anySignature, fc.integer({ min: -5, max: 6 })), {
          numRuns: 30,
          seed: 3,
        })
        .map(([melody, timeSignature, fifths]) => ({
          ...melodyScore(melody, {
            timeSignature,
            pickupTicks: 0,
            keySignature: { fifths, mode: 'major' },
          }),
          title: 'Any & all',
        }));
      const all = [...scores, written, unusual, withChords, suggestedOde, wordyOde];
      expect(validate(all.map(renderMusicXml))).toBe('valid');
    },
    60_000,
  );
});
