import { type ChordSymbol, pitchClassOf } from '@my-pitch/shared/chords/chord-symbol';
import { suggestChords } from '@my-pitch/shared/chords/suggest-chords';
import {
  chordsOfTune,
  type KnownTune,
  scoreOfTune,
} from '@my-pitch/shared/chords/testing/known-tunes';
import { layOutMeasures } from '@my-pitch/shared/notation/lay-out-measures';
import { type Score, ticksPerQuarter } from '@my-pitch/shared/score';
import { estimateKey } from '../../gpu-worker/stages/score/key/estimate-key.ts';
import { type ChordScores, scoreChords } from '../metrics/chord-metrics.ts';
import { type ArrangedSong, melodyOf } from './arrange-song.ts';

interface PlacedChord {
  readonly startTick: number;
  readonly endTick: number;
  readonly symbol: ChordSymbol;
}

/** How far chords suggested for a traditional tune agree with those of song books. */
export function scoreTune(tune: KnownTune): ChordScores {
  return compare(chordsOfTune(tune), scoreOfTune(tune));
}

/** How far chords suggested for the melody of a song alone agree with those that it was made of. */
export function scoreSuggestions(song: ArrangedSong): ChordScores {
  const truth = song.chords.map(({ startQuarters, endQuarters, symbol }) => ({
    startTick: startQuarters * ticksPerQuarter,
    endTick: endQuarters * ticksPerQuarter,
    symbol,
  }));
  return compare(truth, melodyScoreOf(song));
}

/** The melody as a score, in the key that our code finds for it. */
function melodyScoreOf(song: ArrangedSong): Score {
  const melody = melodyOf(song);
  const seconds = (quarters: number) => (quarters * 60) / song.quarterBpm;
  const sungNotes = melody.map(({ midi, startQuarters, endQuarters }) => ({
    ...{ startSeconds: seconds(startQuarters), endSeconds: seconds(endQuarters), midi },
    ...{ centreMidi: midi, deviationCents: 0, confidence: 1, loudnessDb: -20 },
  }));
  const { fifths, mode } = estimateKey(sungNotes);
  const placed = melody.map(({ midi, startQuarters, endQuarters }) => ({
    ...{ startTick: startQuarters * ticksPerQuarter, endTick: endQuarters * ticksPerQuarter, midi },
  }));
  return {
    ...{ version: 1, ticksPerQuarter, title: '', clef: 'treble', sungNotes },
    measures: layOutMeasures(placed, {
      timeSignature: { beats: song.style.beatsPerMeasure, beatType: 4 },
      ...{ keySignature: { fifths, mode }, pickupTicks: 0 },
    }),
    tempos: [{ tick: 0, quarterBpm: song.quarterBpm }],
    timeMap: [0, 1].map((quarter) => ({
      tick: quarter * ticksPerQuarter,
      seconds: seconds(quarter),
    })),
  };
}

/** Where the melody rests before its first or after its last note, its first and last chord are taken. */
function compare(truth: readonly PlacedChord[], score: Score): ChordScores {
  const [start, end] = [truth[0]?.startTick ?? 0, truth.at(-1)?.endTick ?? 0];
  const suggested = suggestChords(score).filter(({ startTick }) => startTick < end);
  const estimate = suggested.flatMap(({ startTick, symbol }, i) => {
    if (!symbol) return [];
    const endTick = suggested[i + 1]?.startTick ?? end;
    return [{ startTick: i === 0 ? start : startTick, endTick, symbol }];
  });
  return scoreChords(spansOf(truth), spansOf(estimate), 0.5);
}

/** With quarters for seconds. */
function spansOf(chords: readonly PlacedChord[]) {
  return chords.map(({ startTick, endTick, symbol: { root, kind } }) => ({
    startSeconds: startTick / ticksPerQuarter,
    endSeconds: endTick / ticksPerQuarter,
    chord: { root: pitchClassOf(root), kind },
  }));
}
