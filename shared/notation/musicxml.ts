import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { LyricsXml } from '../lyrics/lyrics-xml.ts';
import type { Clef, Measure, Score, ScoreElement, ScoreNote, TimeSignature } from '../score.ts';
import { normaliseTitle } from '../title.ts';
import { type AccidentalSign, accidentalsOf } from './accidentals.ts';
import { beamStates } from './beam-states.ts';
import { writeHarmonies } from './musicxml-harmony.ts';
import { tupletEnds } from './tuplet-ends.ts';

const clefSigns: Readonly<Record<Clef, { sign: string; line: number; octave?: number }>> = {
  treble: { sign: 'G', line: 2 },
  'treble-8vb': { sign: 'G', line: 2, octave: -1 },
  bass: { sign: 'F', line: 4 },
};

const accidentalNames: Readonly<Record<AccidentalSign, string>> = {
  bb: 'flat-flat',
  b: 'flat',
  n: 'natural',
  '#': 'sharp',
  '##': 'double-sharp',
};

/** What is written beside a symbol because of the other symbols of its measure. */
interface SymbolContext {
  readonly beams: readonly string[];
  readonly tuplet: 'start' | 'stop' | undefined;
  readonly accidental: AccidentalSign | undefined;
  readonly lyrics: LyricsXml;
}

/** The score as MusicXML 4.0 (score-partwise, one part), valid against the W3C schema. */
export function renderMusicXml(score: Score): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele('score-partwise', { version: '4.0' });
  root
    .ele('work')
    .ele('work-title')
    .txt(asText(normaliseTitle(score.title)));
  root.ele('identification').ele('encoding').ele('software').txt('My Pitch');
  root.ele('part-list').ele('score-part', { id: 'P1' }).ele('part-name').txt('Voice');
  const part = root.ele('part', { id: 'P1' });
  const lyrics = new LyricsXml(score, asText);
  score.measures.forEach((measure, i) => {
    const element = writeMeasure(part, score, measure, { previous: score.measures[i - 1], lyrics });
    if (i === score.measures.length - 1) {
      element.ele('barline', { location: 'right' }).ele('bar-style').txt('light-heavy');
    }
  });
  return document.end({ prettyPrint: true });
}

/**
 * Escapes ampersands. xmlbuilder2 does not escape text that looks like a reference, such as `&lt;`: a
 * title with these characters would change or be invalid XML (`&nbsp;`).
 */
function asText(text: string): string {
  return text.replaceAll('&', '&amp;');
}

function writeMeasure(
  part: XMLBuilder,
  score: Score,
  measure: Measure,
  { previous, lyrics }: { previous: Measure | undefined; lyrics: LyricsXml },
): XMLBuilder {
  const element = part.ele('measure', { number: String(measure.number) });
  if (measure.number === 0) element.att('implicit', 'yes');
  writeAttributes(element, score, measure, previous);
  const beams = beamStates(measure.elements);
  const tuplets = tupletEnds(measure.elements);
  const accidentals = accidentalsOf(measure);
  measure.elements.forEach((symbol, i) => {
    writeTempos(element, score, symbol, isCompound(measure.timeSignature));
    writeHarmonies(element, score.chords, symbol);
    writeSymbol(element, symbol, {
      beams: beams[i] ?? [],
      tuplet: tuplets[i],
      accidental: accidentals[i],
      lyrics,
    });
  });
  return element;
}

function writeAttributes(
  element: XMLBuilder,
  score: Score,
  { keySignature, timeSignature }: Measure,
  previous: Measure | undefined,
): void {
  const newKey =
    keySignature.fifths !== previous?.keySignature.fifths ||
    keySignature.mode !== previous.keySignature.mode;
  const newTime =
    timeSignature.beats !== previous?.timeSignature.beats ||
    timeSignature.beatType !== previous.timeSignature.beatType;
  if (!newKey && !newTime) return;
  const attributes = element.ele('attributes');
  if (!previous) attributes.ele('divisions').txt(String(score.ticksPerQuarter));
  if (newKey) {
    const key = attributes.ele('key');
    key.ele('fifths').txt(String(keySignature.fifths));
    key.ele('mode').txt(keySignature.mode);
  }
  if (newTime) {
    const time = attributes.ele('time');
    time.ele('beats').txt(String(timeSignature.beats));
    time.ele('beat-type').txt(String(timeSignature.beatType));
  }
  if (previous) return;
  const { sign, line, octave } = clefSigns[score.clef];
  const clef = attributes.ele('clef');
  clef.ele('sign').txt(sign);
  clef.ele('line').txt(String(line));
  if (octave !== undefined) clef.ele('clef-octave-change').txt(String(octave));
}

/** Whether the tempo is given in dotted quarters, as in 6/8. */
function isCompound({ beats, beatType }: TimeSignature): boolean {
  return beatType === 8 && beats > 3 && beats % 3 === 0;
}

/** Writes a tempo before the symbol with which it begins: MuseScore ignores offsets of tempos. */
function writeTempos(
  element: XMLBuilder,
  { tempos }: Score,
  { startTick, durationTicks }: ScoreElement,
  inDottedQuarters: boolean,
): void {
  for (const tempo of tempos) {
    const offset = tempo.tick - startTick;
    if (offset >= 0 && offset < durationTicks) writeTempo(element, tempo, offset, inDottedQuarters);
  }
}

function writeTempo(
  element: XMLBuilder,
  { quarterBpm, swing }: Score['tempos'][number],
  offset: number,
  inDottedQuarters: boolean,
): void {
  const direction = element.ele('direction', { placement: 'above' });
  if (swing) direction.ele('direction-type').ele('words').txt('Swing');
  const metronome = direction.ele('direction-type').ele('metronome');
  metronome.ele('beat-unit').txt('quarter');
  if (inDottedQuarters) metronome.ele('beat-unit-dot');
  const perMinute = inDottedQuarters ? quarterBpm / 1.5 : quarterBpm;
  metronome.ele('per-minute').txt(String(Math.round(perMinute)));
  if (offset > 0) direction.ele('offset', { sound: 'yes' }).txt(String(offset));
  const sound = direction.ele('sound', { tempo: String(quarterBpm) });
  if (!swing) return;
  const ratio = sound.ele('swing');
  ratio.ele('first').txt('2');
  ratio.ele('second').txt('1');
}

function writeSymbol(
  measure: XMLBuilder,
  symbol: ScoreElement,
  { beams, tuplet, accidental, lyrics }: SymbolContext,
): void {
  const note = measure.ele('note');
  if (symbol.kind === 'note') writePitch(note, symbol);
  else note.ele('rest', symbol.fillsMeasure ? { measure: 'yes' } : {});
  note.ele('duration').txt(String(symbol.durationTicks));
  if (symbol.kind === 'note') writeTies(note, 'tie', symbol);
  note.ele('voice').txt('1');
  if (symbol.kind === 'rest' && symbol.fillsMeasure) return;
  note.ele('type').txt(symbol.type);
  for (let dot = 0; dot < symbol.dots; dot++) note.ele('dot');
  // Some programs, such as Verovio, print no accidental that is not written here.
  if (accidental) note.ele('accidental').txt(accidentalNames[accidental]);
  if (symbol.tuplet) {
    const modification = note.ele('time-modification');
    modification.ele('actual-notes').txt(String(symbol.tuplet.actual));
    modification.ele('normal-notes').txt(String(symbol.tuplet.normal));
  }
  beams.forEach((state, i) => {
    note.ele('beam', { number: String(i + 1) }).txt(state);
  });
  writeNotations(note, symbol, tuplet);
  lyrics.write(note, symbol);
}

function writeNotations(
  note: XMLBuilder,
  symbol: ScoreElement,
  tuplet: 'start' | 'stop' | undefined,
): void {
  const isTied = symbol.kind === 'note' && (symbol.tiedFromPrevious || symbol.tiedToNext);
  if (!isTied && !tuplet) return;
  const notations = note.ele('notations');
  if (isTied) writeTies(notations, 'tied', symbol);
  if (tuplet) notations.ele('tuplet', { type: tuplet });
}

function writePitch(note: XMLBuilder, { pitch }: ScoreNote): void {
  const element = note.ele('pitch');
  element.ele('step').txt(pitch.step);
  if (pitch.alter !== 0) element.ele('alter').txt(String(pitch.alter));
  element.ele('octave').txt(String(pitch.octave));
}

function writeTies(parent: XMLBuilder, name: 'tie' | 'tied', note: ScoreNote): void {
  if (note.tiedFromPrevious) parent.ele(name, { type: 'stop' });
  if (note.tiedToNext) parent.ele(name, { type: 'start' });
}
