'use client';
import type { Score } from '@my-pitch/shared/score';
import { useEffect, useMemo } from 'react';
import { type Beat, composeBeats } from './beats.ts';
import { composeMelody } from './compose-melody.ts';
import { frameAt } from './engine/frame-at.ts';
import type { SoundGraph } from './sound-graph.ts';

/** Gives the engine the melody and the beats of a score, again whenever it is corrected. */
export function useScoreSound(
  graph: SoundGraph | undefined,
  score: Score,
  duration: number,
): readonly Beat[] {
  const beats = useMemo(() => composeBeats(score, duration), [score, duration]);
  const melody = useMemo(() => composeMelody(score), [score]);
  useEffect(() => {
    if (!graph) return;
    const rate = graph.context.sampleRate;
    const positions = Float64Array.from(beats, ({ seconds }) => frameAt(seconds, rate));
    const accents = Uint8Array.from(beats, ({ isDownbeat }) => Number(isDownbeat));
    graph.send({ type: 'metronome', clicks: { positions, accents } });
  }, [graph, beats]);
  useEffect(() => {
    if (!graph) return;
    const rate = graph.context.sampleRate;
    const starts = Float64Array.from(melody, (note) => frameAt(note.startSeconds, rate));
    const ends = Float64Array.from(melody, (note) => frameAt(note.endSeconds, rate));
    const frequenciesHz = Float64Array.from(melody, (note) => note.frequencyHz);
    graph.send({ type: 'melody', melody: { starts, ends, frequenciesHz } });
  }, [graph, melody]);
  return beats;
}
