import type { ChordSymbol } from '@my-pitch/shared/chords/chord-symbol';
import { chordsDuring } from '@my-pitch/shared/chords/chords-during';
import type { PitchName } from '@my-pitch/shared/pitch-name';
import type { Measure, Pitch, Score, ScoreElement } from '@my-pitch/shared/score';
import { wordsUnder } from '../../lyrics/planned-words.ts';
import type { ScoreMessages } from '../messages-en.ts';

type Texts = ScoreMessages['reading'];

/** One measure in words: its number, and its signatures if they change, tempos, notes and rests. */
export interface MeasureText {
  readonly title: string;
  readonly body: string;
}

/** A score in words, measure by measure. */
export function scoreText(
  score: Score,
  texts: Texts,
  keyName: (measure: Measure) => string,
): readonly MeasureText[] {
  return score.measures.map((measure, index) => {
    const changes = changesAt(score, measure, score.measures[index - 1], texts, keyName);
    return {
      title: measure.number === 0 ? texts.pickup : texts.measure(measure.number),
      body: [
        ...changes,
        ...measure.elements.flatMap((element) => [
          ...chordTexts(score, element, texts),
          elementText(score, element, texts),
        ]),
      ].join(', '),
    };
  });
}

function changesAt(
  score: Score,
  measure: Measure,
  before: Measure | undefined,
  texts: Texts,
  keyName: (measure: Measure) => string,
): readonly string[] {
  const { beats, beatType } = measure.timeSignature;
  const newTime = texts.time(beats, beatType);
  const oldTime = before && texts.time(before.timeSignature.beats, before.timeSignature.beatType);
  const tempos = score.tempos.filter(
    ({ tick }) => tick >= measure.startTick && tick < measure.startTick + measure.lengthTicks,
  );
  return [
    ...(before && keyName(before) === keyName(measure) ? [] : [keyName(measure)]),
    ...(newTime === oldTime ? [] : [newTime]),
    ...tempos.flatMap(({ quarterBpm, swing }) => [
      texts.tempo(Math.round(quarterBpm)),
      ...(swing ? [texts.swing] : []),
    ]),
  ];
}

function chordTexts({ chords }: Score, element: ScoreElement, texts: Texts): readonly string[] {
  return chordsDuring(chords, element).map(({ symbol, isSuggested }) => {
    const chord = symbolText(symbol, texts);
    return isSuggested ? texts.suggestedChord(chord) : chord;
  });
}

function symbolText(symbol: ChordSymbol | undefined, texts: Texts): string {
  if (!symbol) return texts.noChord;
  const { root, kind, bass } = symbol;
  const chord = texts.chord(nameText(root, texts), texts.chordKinds[kind]);
  return bass ? `${chord} ${texts.chordBass(nameText(bass, texts))}` : chord;
}

function elementText(score: Score, element: ScoreElement, texts: Texts): string {
  if (element.kind === 'rest' && element.fillsMeasure) return texts.wholeMeasureRest;
  const plain = texts.dotted(element.dots, texts.durations[element.type]);
  const duration = element.tuplet?.actual === 3 ? `${texts.triplet} ${plain}` : plain;
  if (element.kind === 'rest') return texts.rest(duration);
  const note = texts.note(pitchText(element.pitch, texts), duration);
  const words = wordsUnder(score, element).flatMap(({ text, goesOn }) =>
    text === '' ? [] : [texts.word(goesOn ? `${text}-` : text)],
  );
  return [element.tiedToNext ? `${note} (${texts.tied})` : note, ...words].join(' ');
}

function pitchText(pitch: Pitch, texts: Texts): string {
  return `${nameText(pitch, texts)}${pitch.alter === 0 ? '' : ' '}${pitch.octave}`;
}

function nameText({ step, alter }: PitchName, { signs }: Texts): string {
  const sign = [signs.doubleFlat, signs.flat, '', signs.sharp, signs.doubleSharp][alter + 2];
  return `${step}${sign ?? ''}`;
}
