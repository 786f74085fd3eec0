import {
  type ChordSymbol,
  pitchClassesOf,
  pitchClassOf,
} from '@my-pitch/shared/chords/chord-symbol';
import { parseChord } from '@my-pitch/shared/chords/chord-text';
import { floorMod } from '@my-pitch/shared/floor-mod';
import { spellPitch } from '@my-pitch/shared/notation/spell-pitch';
import type { Random } from '../scaling/random.ts';
import type { Style } from './styles.ts';

/** A chord of the truth; times in quarter notes. */
interface ArrangedChord {
  readonly startQuarters: number;
  readonly endQuarters: number;
  readonly symbol: ChordSymbol;
}

/** `channel` is MIDI's, 9 for drums. */
interface ArrangedNote {
  readonly channel: number;
  readonly midi: number;
  readonly startQuarters: number;
  readonly endQuarters: number;
  readonly velocity: number;
}

export interface ArrangedSong {
  readonly style: Style;
  readonly quarterBpm: number;
  readonly chords: readonly ArrangedChord[];
  /** Program of each channel but that of the drums. */
  readonly programs: readonly number[];
  readonly notes: readonly ArrangedNote[];
}

const [melodyChannel, bassChannel, drumChannel] = [8, 7, 9];
const [kick, snare, closedHat, ride, rim] = [36, 38, 42, 51, 37];
/** A choir’s “ooh”, a flute, a violin and a saxophone sing the melody. */
const melodyPrograms = [53, 73, 40, 65];

type Hit = readonly [offsetQuarters: number, midi: number, velocity: number];

/** What is hit on a beat of a measure, from 0. */
const drumPatterns: Readonly<Record<Style['drums'], (beat: number) => readonly Hit[]>> = {
  none: () => [],
  rock: (beat) => [
    [0, beat % 2 === 0 ? kick : snare, 100],
    [0, closedHat, 70],
    [0.5, closedHat, 60],
  ],
  'four-on-the-floor': (beat) => [
    [0, kick, 105],
    [0.5, closedHat, 80],
    ...(beat % 2 === 0 ? [] : [[0, snare, 90] as const]),
  ],
  swing: (beat) => [
    [0, ride, 75],
    ...(beat % 2 === 0
      ? []
      : ([
          [0, closedHat, 70],
          [0.67, ride, 60],
        ] as const)),
  ],
  bossa: (beat) => [
    [0, beat % 2 === 0 ? kick : rim, 70],
    [0.5, closedHat, 50],
  ],
  waltz: (beat) => [[0, beat === 0 ? kick : rim, 75]],
};

/** Arranges a song of about a minute in this style: key, tempo, progressions and melody are drawn. */
export function arrangeSong(style: Style, random: Random, seconds = 60): ArrangedSong {
  const [min, max] = style.quarterBpm;
  const quarterBpm = Math.round(min + random.fraction() * (max - min));
  const transposition = random.index(12);
  const measures = Math.ceil((seconds * quarterBpm) / 60 / style.beatsPerMeasure);
  const chords: ArrangedChord[] = [];
  while (
    chords.length === 0 ||
    (chords.at(-1) as ArrangedChord).endQuarters < measures * style.beatsPerMeasure
  ) {
    const progression = style.progressions[random.index(style.progressions.length)] as string;
    const start = chords.at(-1)?.endQuarters ?? 0;
    chords.push(...readProgression(progression, style.beatsPerMeasure, start, transposition));
  }
  const programs = Array.from({ length: 9 }, (_, channel) => style.programs[channel] ?? 0);
  programs[bassChannel] = style.bassProgram;
  programs[melodyChannel] = melodyPrograms[random.index(melodyPrograms.length)] as number;
  const notes = [
    ...style.programs.flatMap((_, channel) =>
      chords.flatMap((chord) => playChord(style, chord, channel, random)),
    ),
    ...chords.flatMap((chord, i) => playBass(style, chord, chords[i + 1] ?? chord)),
    ...playDrums(style, chords.at(-1)?.endQuarters ?? 0),
    ...singMelody(chords, random),
  ];
  return { style, quarterBpm, chords, programs, notes };
}

function readProgression(
  text: string,
  beatsPerMeasure: number,
  startQuarters: number,
  transposition: number,
): ArrangedChord[] {
  return text.split('|').flatMap((measure, m) => {
    const symbols = measure.trim().split(/\s+/);
    const length = beatsPerMeasure / symbols.length;
    return symbols.map((symbol, i) => {
      const parsed = parseChord(symbol);
      if (!parsed || parsed === 'none') throw new Error(`Not a chord: ${symbol}`);
      const start = startQuarters + m * beatsPerMeasure + i * length;
      return {
        startQuarters: start,
        endQuarters: start + length,
        symbol: transpose(parsed, transposition),
      };
    });
  });
}

function transpose({ root, kind, bass }: ChordSymbol, semitones: number): ChordSymbol {
  const move = (name: ChordSymbol['root']) => {
    // The spelling does not matter to the measures.
    const { step, alter } = spellPitch(pitchClassOf(name) + semitones, 0);
    return { step, alter };
  };
  return { root: move(root), kind, ...(bass && { bass: move(bass) }) };
}

/** The chord around middle C, its lowest tone drawn. */
function voicing(symbol: ChordSymbol, lowest: number): number[] {
  return pitchClassesOf(symbol)
    .map((pitchClass) => lowest + floorMod(pitchClass - lowest, 12))
    .sort((a, b) => a - b);
}

function playChord(
  { comping }: Style,
  { startQuarters: start, endQuarters: end, symbol }: ArrangedChord,
  channel: number,
  random: Random,
): ArrangedNote[] {
  const tones = voicing(symbol, 53 + random.index(7));
  const play = (at: number, length: number, velocity: number, midis: readonly number[] = tones) =>
    midis.map((midi) => ({
      channel,
      midi,
      startQuarters: start + at,
      endQuarters: Math.min(end, start + at + length),
      velocity: velocity + random.index(12),
    }));
  const length = end - start;
  const beats = Array.from({ length: Math.round(length) }, (_, beat) => beat);
  const eighths = Array.from({ length: Math.round(length * 2) }, (_, eighth) => eighth / 2);
  switch (comping) {
    case 'pad':
      return play(0, length, 70);
    case 'block':
      return beats.flatMap((beat) => play(beat, 1, 68));
    case 'arpeggio':
      return eighths.flatMap((at, i) =>
        play(at, 1.5, 66, [tones[[0, 2, 1, 2][i % 4] as number] ?? (tones[0] as number)]),
      );
    case 'strum':
      return eighths
        .filter((_, i) => i % 8 !== 1 && i % 8 !== 5)
        .flatMap((at) => tones.flatMap((midi, i) => play(at + i * 0.02, 0.5, 66, [midi])));
    case 'offbeat':
      return beats.flatMap((beat) => [
        ...play(beat, 0.4, beat === 0 ? 70 : 50),
        ...play(beat + 0.5, 0.4, 64),
      ]);
    case 'swing':
      return [...play(0, 1.5, 66), ...(length > 2 ? play(1.67, 1, 60) : [])];
  }
}

function playBass(
  { bass }: Style,
  { startQuarters: start, endQuarters: end, symbol }: ArrangedChord,
  next: ArrangedChord,
): ArrangedNote[] {
  if (bass === 'none' && !symbol.bass) return [];
  // From E1, the lowest string of a bass, up.
  const low = (pitchClass: number) => 28 + ((pitchClass + 8) % 12);
  const lowest = low(pitchClassOf(symbol.bass ?? symbol.root));
  const fifth = low(pitchClassesOf(symbol)[2] ?? 0);
  const beats = Array.from({ length: Math.round(end - start) }, (_, beat) => beat);
  const play = (at: number, length: number, midi: number) => ({
    ...{ channel: bassChannel, midi, velocity: 88 },
    startQuarters: start + at,
    endQuarters: Math.min(end, start + at + length),
  });
  switch (bass) {
    case 'none':
    case 'root':
      return [play(0, end - start, lowest)];
    case 'root-fifth':
      return beats.map((beat) => play(beat, 0.9, beat % 2 === 0 || symbol.bass ? lowest : fifth));
    case 'eighths':
      return beats.flatMap((beat) => [play(beat, 0.45, lowest), play(beat + 0.5, 0.45, lowest)]);
    case 'walking': {
      const tones = pitchClassesOf(symbol).map(low);
      const target = low(pitchClassOf(next.symbol.bass ?? next.symbol.root));
      return beats.map((beat) => {
        const isLast = beat === beats.length - 1 && beat > 0;
        return play(
          beat,
          0.95,
          isLast ? target - 1 : beat === 0 ? lowest : (tones[beat] ?? lowest),
        );
      });
    }
  }
}

function playDrums({ drums, beatsPerMeasure }: Style, quarters: number): ArrangedNote[] {
  const beats = Array.from({ length: Math.round(quarters) }, (_, beat) => beat);
  return beats.flatMap((at) =>
    drumPatterns[drums](at % beatsPerMeasure).map(([offset, midi, velocity]) => ({
      ...{ channel: drumChannel, midi, velocity },
      startQuarters: at + offset,
      endQuarters: at + offset + 0.1,
    })),
  );
}

/** Tones of the chord on beats, often passing tones between them, and rests. */
function singMelody(chords: readonly ArrangedChord[], random: Random): ArrangedNote[] {
  const notes: ArrangedNote[] = [];
  let midi = 67;
  for (const { symbol, startQuarters, endQuarters } of chords) {
    let at = startQuarters;
    while (at < endQuarters) {
      const length = [0.5, 1, 1, 2][random.index(4)] as number;
      const isPassing = at % 1 !== 0 || random.fraction() < 0.25;
      const tones = voicing(symbol, midi - 5);
      midi = isPassing
        ? midi + (random.fraction() < 0.5 ? 2 : -2)
        : (tones[random.index(tones.length)] as number);
      midi = Math.max(57, Math.min(81, midi));
      if (random.fraction() > 0.2) {
        const end = Math.min(at + length, endQuarters + 0.5);
        notes.push({
          channel: melodyChannel,
          midi,
          startQuarters: at,
          endQuarters: end,
          velocity: 95,
        });
      }
      at += length;
    }
  }
  return notes;
}

/** The sung notes of a song, one at a time. */
export function melodyOf({ notes }: ArrangedSong): readonly ArrangedNote[] {
  const sung = notes.filter(({ channel }) => channel === melodyChannel);
  return sung.map((note, i) => ({
    ...note,
    endQuarters: Math.min(note.endQuarters, sung[i + 1]?.startQuarters ?? note.endQuarters),
  }));
}
