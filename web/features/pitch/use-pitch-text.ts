'use client';
import { useMemo } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { judge } from './judge.ts';
import type { PitchMessages } from './messages-en.ts';
import type { NoteBar } from './note-bars.ts';
import { pitchName } from './pitch-name.ts';

export interface NoteFact {
  readonly key: keyof PitchMessages['facts'];
  readonly name: string;
  readonly value: string;
}

/** The facts about a note, in the user's language. */
export function noteFacts({ sung, measureNumber }: NoteBar, texts: PitchMessages): NoteFact[] {
  const { facts } = texts;
  const cents = Math.round(sung.deviationCents);
  const length = (sung.endSeconds - sung.startSeconds).toFixed(2);
  const { vibrato } = sung;
  return [
    {
      key: 'deviation',
      name: facts.deviation,
      value: texts.deviation(judge(sung.deviationCents), cents),
    },
    { key: 'length', name: facts.length, value: texts.seconds(length) },
    {
      key: 'vibrato',
      name: facts.vibrato,
      value: vibrato
        ? texts.vibrato(vibrato.rateHz.toFixed(1), Math.round(vibrato.extentCents))
        : texts.straight,
    },
    { key: 'loudness', name: facts.loudness, value: `${Math.round(sung.loudnessDb)} dBFS` },
    { key: 'measure', name: facts.measure, value: String(measureNumber) },
  ];
}

/** The pitch view's messages, and a function that describes a note in one sentence. */
export function usePitchText() {
  const { pitch } = useSongMessages();
  return useMemo(() => {
    const noteText = (bar: NoteBar, bars: readonly NoteBar[]) => {
      const facts = noteFacts(bar, pitch)
        .filter(({ key }) => key !== 'measure')
        .map(({ name, value }) => `${name} ${value}`);
      const index = bars.indexOf(bar) + 1;
      const name = pitchName(bar.pitch);
      return pitch.note(name, index, bars.length, bar.measureNumber, facts.join(', '));
    };
    return { texts: pitch, noteText };
  }, [pitch]);
}
