import { readFileSync } from 'node:fs';
import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { renderAbc } from '../notation/abc.ts';
import { renderMidi } from '../notation/midi.ts';
import { renderMusicXml } from '../notation/musicxml.ts';
import { renderSungMidi } from '../notation/sung-midi.ts';
import { parseWords } from './parse-words.ts';
import { ultraStarProblems } from './testing/check-ultrastar.ts';
import { wordyOde } from './testing/wordy-ode.ts';
import { renderLrc } from './write-lrc.ts';
import { renderUltraStar } from './write-ultrastar.ts';

const withoutWords = (({ lyrics: _lyrics, ...score }) => score)(wordyOde);

describe('MusicXML', () => {
  const notes = renderMusicXml(wordyOde).split('<note>').slice(1);
  const lyric = (index: number, number = 1) =>
    new RegExp(`<lyric number="${number}">(.*?)</lyric>`, 's')
      .exec(notes[index] ?? '')?.[1]
      ?.replaceAll(/\s+/g, '');

  it('has syllables with their place in the word', () => {
    expect(lyric(0)).toBe('<syllabic>begin</syllabic><text>Freu</text>');
    expect(lyric(1)).toBe('<syllabic>end</syllabic><text>de,</text>');
    expect(lyric(0, 2)).toContain('<text>둘</text>');
  });

  it('has all syllables of a shared note, joined if they are words', () => {
    expect(lyric(5)).toBe('<syllabic>begin</syllabic><text>Götter</text>');
    expect(lyric(10)).toBe(
      '<syllabic>end</syllabic><text>ter</text><elision>‿</elision><syllabic>single</syllabic><text>&amp;</text>' +
        '<elision>‿</elision><syllabic>single</syllabic><text>aus</text>',
    );
  });

  it('extends the last syllable of a word over notes without words, and leaves these empty', () => {
    expect(lyric(2)).toBe('<syllabic>begin</syllabic><text>schö</text>');
    expect(lyric(3)).toBeUndefined();
    expect(lyric(7)).toBe('<syllabic>end</syllabic><text>ken</text><extend/>');
    expect(lyric(8)).toBeUndefined();
    expect(lyric(13)).toBe('<syllabic>end</syllabic><text>sium!</text>');
  });

  it('has Korean syllables without the places that programs print as hyphens', () => {
    const korean = [
      { text: '노', goesOn: true as const, sungNote: 0 },
      { text: '래', goesOn: true as const, sungNote: 1 },
      { text: '방', sungNote: 3 },
    ];
    const xml = renderMusicXml({ ...withoutWords, lyrics: korean }).replaceAll(/\n\s*/g, '');
    const lyrics = [...xml.matchAll(/<lyric number="1">(.*?)<\/lyric>/g)].map(([, text]) => text);
    expect(lyrics.slice(0, 2)).toEqual([
      '<syllabic>single</syllabic><text>노</text>',
      // Held over the third note.
      '<syllabic>single</syllabic><text>래</text><extend/>',
    ]);
  });

  it('is the same as ever without words', () => {
    expect(renderMusicXml(withoutWords)).not.toContain('lyric');
  });
});

describe('MIDI', () => {
  it.each([
    ['as written', renderMidi],
    ['as sung', renderSungMidi],
  ])('%s has each syllable just before its note', (_, render) => {
    const track = parseMidi(render(wordyOde)).tracks[1] ?? [];
    const lyrics = track.flatMap((event, i) => {
      if (event.type !== 'lyrics') return [];
      expect(track[i + 1]).toMatchObject({ type: 'noteOn', deltaTime: 0 });
      return [Buffer.from(event.text, 'latin1').toString('utf8')];
    });
    expect(lyrics.slice(0, 6)).toEqual(['Freu-', 'de,', 'schö-', 'ner', 'Götter-', 'fun-']);
    expect(lyrics[8]).toBe('ter & aus');
    expect(parseMidi(render(withoutWords)).tracks[1]?.some(({ type }) => type === 'lyrics')).toBe(
      false,
    );
  });
});

describe('LRC', () => {
  it('has a time for each line', () => {
    expect(renderLrc(wordyOde, { isEnhanced: false }).split('\n')).toEqual([
      '[ti:Ode]',
      '[00:00.00]Freude, schöner Götterfunken',
      '[00:06.75]Tochter & aus <E>lysium!',
      '',
    ]);
  });

  it('has a time for each word where it is enhanced, which we read again', () => {
    const text = renderLrc(wordyOde, { isEnhanced: true });
    expect(text).toContain('[00:00.00]<00:00.00>Freude, <00:01.50>schöner <00:03.75>Götterfunken');
    const times = parseWords(text).map(({ syllables }) =>
      syllables.flatMap(({ seconds = [] }) => seconds),
    );
    expect(times).toEqual([
      [0, 1.5, 3.75],
      [6.75, 7.5, 7.5, 8.25],
    ]);
  });
});

describe('UltraStar', () => {
  const text = renderUltraStar(wordyOde, 'Ode.mp3');

  it('has notes in time, with `~` where a syllable is held', () => {
    expect(text).toBe(readFileSync(new URL('testing/ode.ultrastar.txt', import.meta.url), 'utf8'));
  });

  it('follows the rules of the format', () => {
    expect(ultraStarProblems(text)).toEqual([]);
    expect(ultraStarProblems(text.replace(': 30 29', ': 30 31'))).toEqual([
      expect.stringContaining('overlap'),
    ]);
    expect(ultraStarProblems(text.replace('#BPM:600\n', '').replace('\nE', ''))).toHaveLength(2);
  });

  it('keeps notes apart that were sung within one tick', () => {
    const sungNotes = wordyOde.sungNotes.map((note, i) => ({
      ...note,
      startSeconds: 0.001 * i,
      endSeconds: 0.001 * i + 0.001,
    }));
    expect(ultraStarProblems(renderUltraStar({ ...wordyOde, sungNotes }, 'a.mp3'))).toEqual([]);
  });
});

describe('ABC', () => {
  it('has a line of words for each verse under each line of notes', () => {
    const lines = renderAbc(wordyOde).split('\n');
    expect(lines.filter((line) => line.startsWith('w:'))).toHaveLength(4);
    expect(lines).toContain('w: Freu-de, schö-_ner Götter-fun-ken_ Toch-ter~&~aus <E>-ly-sium! *');
  });
});
