import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { anyText, everyCodePoint } from '../testing/any-text.ts';
import { normaliseTitle } from '../title.ts';
import { renderMidi } from './midi.ts';
import { renderMusicXml } from './musicxml.ts';
import { renderSungMidi } from './sung-midi.ts';
import { scoreTitled } from './titles.fixture.ts';

/** All of Unicode and random texts with a fixed seed. */
const titles = [
  ...['Salt&Pepper;best', '&nbsp;', '&#0;', '&lt;b&gt;', ']]>', '&amp;amp;', '한글 🎵', ''],
  ...everyCodePoint(),
  ...fc.sample(anyText, { numRuns: 1500, seed: 7 }),
];
const asRead = titles.map(normaliseTitle);

describe('a title in MusicXML', () => {
  /** Expat, in Python's standard library: an independent parser that rejects invalid XML 1.0. */
  const readTitles = `
import json, sys
from xml.etree import ElementTree
documents = json.load(sys.stdin)
roots = (ElementTree.fromstring(document.encode()) for document in documents)
json.dump([root.findtext('work/work-title') for root in roots], sys.stdout)
`;
  const hasPython = spawnSync('python3', ['-c', 'from xml.etree import ElementTree']).status === 0;

  it.skipIf(!hasPython)('survives an independent XML parser', () => {
    const documents = titles.map((title) => renderMusicXml(scoreTitled(title)));
    const input = JSON.stringify(documents);
    const python = spawnSync('python3', ['-c', readTitles], { input, maxBuffer: 2 ** 26 });
    expect(python.stderr.toString()).toBe('');
    const read: unknown = JSON.parse(python.stdout.toString());
    expect(read).toEqual(asRead);
  });

  it('contains only predefined XML references', () => {
    const written = titles.flatMap((title) =>
      Array.from(
        renderMusicXml(scoreTitled(title)).matchAll(/&[^;]*;?/g),
        ([reference]) => reference,
      ),
    );
    expect([...new Set(written)].sort()).toEqual(['&amp;', '&gt;', '&lt;']);
  });
});

describe.each([
  ['as written', renderMidi],
  ['as sung', renderSungMidi],
])('a title in MIDI, %s', (_name, render) => {
  it('is the first track’s name, in UTF-8', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const read = titles.map((title) => {
      const [first] = parseMidi(render(scoreTitled(title))).tracks[0] ?? [];
      if (first?.type !== 'trackName') return '';
      return decoder.decode(Buffer.from(first.text, 'latin1'));
    });
    expect(read).toEqual(asRead);
  });
});
