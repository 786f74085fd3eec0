import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { printTable } from '../measure/print-table.ts';
import { acceptedReason } from './accepted-differences.ts';
import { drawnAccidentals } from './count-accidentals.ts';
import { countAspects, type Difference, differencesOf } from './differences.ts';
import { type RoundTripProgram, roundTripPrograms } from './programs.ts';
import { type ScoreFacts, scoreFacts } from './score-facts.ts';
import { roundTripSongs } from './songs.ts';

/**
 * Whether our MusicXML means the same to other programs: `npm run bench:musicxml [-- --all]`. MuseScore and
 * music21 read each score and write it again; what came back is compared with what was sent. `--all` lists
 * every difference, else the first ones of each kind. It fails with a difference that is not listed in
 * `accepted-differences.ts`, and where MuseScore draws other accidentals than the file has.
 */
const shown = process.argv.includes('--all') ? Number.POSITIVE_INFINITY : 3;
const folder = mkdtempSync(join(tmpdir(), 'my-pitch-musicxml-'));
const songs = Object.entries(roundTripSongs()).map(([name, score], i) => {
  const [file, xml] = [join(folder, `${i}.musicxml`), renderMusicXml(score)];
  writeFileSync(file, xml);
  return { name, file, facts: scoreFacts(xml) };
});

let failures = 0;
try {
  for (const program of roundTripPrograms()) {
    if (program.missing) console.log(`${program.name} is skipped. It needs ${program.missing}`);
    else failures += report(program);
  }
  failures += compareAccidentals();
} finally {
  rmSync(folder, { recursive: true });
}
if (failures > 0) process.exitCode = 1;

/** Returns how many differences are not accepted. */
function report(program: RoundTripProgram): number {
  const written = program.rewrite(
    songs.map(({ file }) => file),
    folder,
  );
  const found = songs.flatMap(({ name, facts }, i) =>
    differencesOf(facts, scoreFacts(written[i] ?? '')).map((each) => ({
      ...each,
      name,
      reason: acceptedReason(program.name, each),
    })),
  );
  const sent = sumOfAspects(songs.map(({ facts }) => facts));
  const aspects = [...new Set([...sent.keys(), ...found.map(({ aspect }) => aspect)])];
  const rows = aspects.map((aspect) => {
    const differing = found.filter((each) => each.aspect === aspect);
    const unexplained = differing.filter(({ reason }) => !reason).length;
    return [aspect, sent.get(aspect) ?? 0, differing.length, unexplained];
  });
  const heading = `${program.name}: ${songs.length} scores`;
  printTable([heading, 'facts', 'differing', 'not accepted'], rows);
  for (const aspect of aspects) printFirst(found.filter((each) => each.aspect === aspect));
  console.log('');
  return found.filter(({ reason }) => !reason).length;
}

function sumOfAspects(all: readonly ScoreFacts[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [aspect, count] of all.flatMap((facts) => [...countAspects(facts)])) {
    sums.set(aspect, (sums.get(aspect) ?? 0) + count);
  }
  return sums;
}

/** Returns in how many scores MuseScore draws another number of accidentals than the file has. */
function compareAccidentals(): number {
  const drawn = drawnAccidentals(
    songs.map(({ file }) => file),
    folder,
  );
  if (!drawn) return 0;
  const pairs = songs.map(({ name, facts }, i) => ({
    name,
    sent: countAspects(facts).get('accidental') ?? 0,
    drawn: drawn[i] ?? 0,
  }));
  const wrong = pairs.filter((each) => each.sent !== each.drawn);
  const total = pairs.reduce((sum, each) => sum + each.drawn, 0);
  console.log(`MuseScore draws ${total} accidentals; scores with another number than sent:`);
  for (const { name, sent, drawn: count } of wrong) console.log(`  ${name}: ${count}, not ${sent}`);
  if (wrong.length === 0) console.log('  none');
  return wrong.length;
}

interface Found extends Difference {
  readonly name: string;
  readonly reason: string | undefined;
}

function printFirst(found: readonly Found[]): void {
  for (const { name, place, sent, back, reason } of found.slice(0, shown)) {
    const change = `${name}: ${place}: ${sent ?? 'nothing'} became ${back ?? 'nothing'}`;
    console.log(`  ${change}${reason ? ` (${reason})` : ''}`);
  }
}
