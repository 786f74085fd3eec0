'use client';
import type { Score } from '@my-pitch/shared/score';
import { useEffect, useMemo } from 'react';
import { type Beat, beatClicks, composeBeats } from './beats.ts';
import { composeChords } from './compose-chords.ts';
import { composeMelody, melodyFrames } from './compose-melody.ts';
import type { SoundGraph } from './sound-graph.ts';

/** Sends the melody, the chords and the beats of a score to the engine, again after every correction. */
export function useScoreSound(
  graph: SoundGraph | undefined,
  score: Score,
  duration: number,
): readonly Beat[] {
  const beats = useMemo(() => composeBeats(score, duration), [score, duration]);
  const melody = useMemo(() => composeMelody(score), [score]);
  const chords = useMemo(() => composeChords(score), [score]);
  useEffect(() => {
    graph?.send({ type: 'metronome', clicks: beatClicks(beats, graph.context.sampleRate) });
  }, [graph, beats]);
  useEffect(() => {
    graph?.send({ type: 'melody', melody: melodyFrames(melody, graph.context.sampleRate) });
  }, [graph, melody]);
  useEffect(() => {
    graph?.send({ type: 'chords', chords: melodyFrames(chords, graph.context.sampleRate) });
  }, [graph, chords]);
  return beats;
}
