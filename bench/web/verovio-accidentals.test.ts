import { accidentalsOf } from '@my-pitch/shared/notation/accidentals';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import type { Score } from '@my-pitch/shared/score';
import { VerovioToolkit } from 'verovio/esm';
import createVerovioModule from 'verovio/wasm';
import { beforeAll, expect, it } from 'vitest';
import { engravedScores } from '../../web/e2e/engraved-scores.ts';

let toolkit: VerovioToolkit;
beforeAll(async () => {
  toolkit = new VerovioToolkit(await createVerovioModule());
}, 60_000);

/** The accidentals before notes in Verovio's drawing of a score, in order. */
function drawnAccidentals(score: Score): readonly string[] {
  toolkit.setOptions({ pageHeight: 60_000, header: 'none', footer: 'none' });
  toolkit.loadData(renderMusicXml(score));
  const glyphs = [...toolkit.renderToSVG(1).matchAll(/class="accid">\s*<use[^>]*href="#(E\w{3})/g)];
  return glyphs.map(([, code = '']) => code);
}

const codes = { bb: 'E264', b: 'E260', n: 'E261', '#': 'E262', '##': 'E263' };

it.each(Object.entries(engravedScores))(
  'Verovio draws every accidental of the MusicXML of %s',
  (_, score) => {
    const written = score.measures.flatMap((measure) => accidentalsOf(measure));
    const expected = written.flatMap((sign) => (sign ? [codes[sign]] : []));
    expect(expected.length).toBeGreaterThan(0);
    expect(drawnAccidentals(score)).toEqual(expected);
  },
);
