import type { Difference } from './differences.ts';

interface Accepted {
  readonly program: string;
  readonly aspect: string;
  readonly when: (difference: Difference) => boolean;
  /** Why the file is right as it is. */
  readonly reason: string;
}

const isGone = ({ back }: Difference) => back === undefined;

const accepted: readonly Accepted[] = [
  {
    program: 'MuseScore',
    aspect: 'mode',
    when: isGone,
    reason: 'it writes no mode for C major',
  },
  {
    program: 'MuseScore',
    aspect: 'chord kind',
    when: ({ sent, back }) => [sent, back].includes('none') && [sent, back].includes(undefined),
    reason: 'it draws N.C. at its place, but writes it at the note before',
  },
  {
    program: 'MuseScore',
    aspect: 'chord text',
    when: ({ sent, back }) => sent === undefined && back === 'N.C.',
    reason: 'it draws N.C. at its place, but writes it at the note before',
  },
  {
    program: 'MuseScore',
    aspect: 'chord text',
    when: isGone,
    reason: 'it writes the chord by its kind',
  },
  {
    program: 'MuseScore',
    aspect: 'syllabic',
    when: ({ sent = '', back }) => sent.includes(' ') && sent.endsWith(back ?? '-'),
    reason: 'of words that share a note it keeps the place in the word of the last one',
  },
  {
    program: 'MuseScore',
    aspect: 'beams',
    when: ({ sent, back }) =>
      sent !== undefined && sent.replace('backward hook', 'forward hook') === back,
    reason: 'it chooses the side of a short beam itself',
  },
  {
    program: 'music21',
    aspect: 'tempo',
    when: ({ sent, back }) => Math.abs(Number(sent) - Number(back)) <= 0.75,
    reason: 'it plays the printed tempo, which is rounded',
  },
  {
    program: 'music21',
    aspect: 'chord text',
    when: ({ sent, back }) => sent === '' && back === undefined,
    reason: 'an empty text is none',
  },
  {
    program: 'music21',
    aspect: 'extend',
    when: isGone,
    reason: 'it writes no extenders',
  },
];

/** Why a difference is the program's doing; `undefined` for one that may be a mistake of ours. */
export function acceptedReason(program: string, difference: Difference): string | undefined {
  return accepted.find(
    (each) =>
      each.program === program && each.aspect === difference.aspect && each.when(difference),
  )?.reason;
}
