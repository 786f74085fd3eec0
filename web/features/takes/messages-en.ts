import type { NotCompared } from '@my-pitch/shared/take';
import type { Widen } from '../../lib/messages/widen.ts';
import type { Advice, Strength, Weakness } from './advice.ts';

type Count = Extract<Weakness, { readonly count: number }>;
type Cents = Extract<Weakness, { readonly cents: number }>;
type Milliseconds = Extract<Weakness, { readonly milliseconds: number }>;

const strengths: Readonly<Record<Strength, string>> = {
  pitch: 'Your pitch is good.',
  onset: 'Your timing is good.',
  length: 'You hold your notes as long as the original.',
  nothing: 'You stayed with the melody.',
};

const weaknesses = {
  missed: ({ count, of }: Count) => `You left out ${count} of ${of} notes.`,
  wrong: ({ count, of }: Count) => `${count} of ${of} notes were other ones than the original’s.`,
  sharp: ({ cents }: Cents) => `You are ${cents} cents high on the whole.`,
  flat: ({ cents }: Cents) => `You are ${cents} cents low on the whole.`,
  late: ({ milliseconds }: Milliseconds) =>
    `You begin your notes ${milliseconds} ms late on the whole.`,
  early: ({ milliseconds }: Milliseconds) =>
    `You begin your notes ${milliseconds} ms early on the whole.`,
  pitch: () => 'Work on your pitch.',
  onset: () => 'Work on your timing.',
  length: () => 'Work on the length of your notes.',
  nothing: () => 'Nothing stands out.',
};

const tips: Readonly<Record<Weakness['kind'], string>> = {
  missed: 'Sing softly rather than not at all.',
  wrong: 'Listen to the original slowly, one measure at a time, then sing it.',
  sharp: 'Sing more quietly: pushing makes you sharp.',
  flat: 'Breathe before each phrase, and think of the next note before you sing it.',
  late: 'Breathe earlier, so that the note can begin on the beat.',
  early: 'Tap your foot, and wait for the beat.',
  pitch: 'Repeat the measures below slowly, and listen to each note before you sing it.',
  onset: 'Clap the rhythm first, then sing.',
  length: 'Breathe where the original does.',
  nothing: 'Try the level “Strict”.',
};

const problems: Readonly<Record<Exclude<Advice['kind'], 'advice'>, string>> = {
  'nothing-sung': 'Nothing of the original’s melody was found in this recording.',
  'another-song': 'This may be another song: few notes agree, so it has few points.',
};

const notCompared: Readonly<Record<NotCompared, string>> = {
  'original-gone': 'The original was deleted before your recording could be compared with it.',
  'original-failed':
    'The original could not be written as a score, so there is nothing to compare with.',
  'original-unreadable':
    'The original was made by another version. Send it again, then your recording.',
};

export const takesEn = {
  compare: 'Compare my singing',
  compareText:
    'Sing this song, in any key and at any speed, with or without music. You see how close you are to the original, and what to practise.',
  choose: 'Choose a recording',
  record: 'Record now',
  list: 'Your recordings of this song',
  result: 'How you sang it',
  original: 'Open the original',
  loading: 'Loading the comparison…',
  failed: 'The comparison could not be loaded.',
  ofHundred: 'of 100 points',
  level: 'How strictly',
  levels: { strict: 'Strict', normal: 'Normal', beginner: 'Beginner' },
  strengths,
  weaknesses,
  tips,
  problems,
  notCompared,
  facts: { key: 'Key', tempo: 'Tempo', part: 'Compared', notes: 'Notes' },
  key: (semitones: number, octaves: number) =>
    [
      semitones === 0
        ? 'The original’s'
        : `${counted(Math.abs(semitones), 'semitone')} ${semitones > 0 ? 'higher' : 'lower'}`,
      ...(octaves === 0
        ? []
        : [`${counted(Math.abs(octaves), 'octave')} ${octaves > 0 ? 'up' : 'down'}`]),
    ].join(', '),
  tempo: (percent: number) =>
    percent === 0 ? 'The original’s' : `${Math.abs(percent)}% ${percent > 0 ? 'faster' : 'slower'}`,
  part: (percent: number) => (percent === 100 ? 'The whole song' : `${percent}% of the song`),
  notes: (right: number, wrong: number, missed: number) =>
    [`${right} right`, `${wrong} wrong`, `${missed} left out`].join(', '),
  costsNothing: 'Another key or tempo costs no points.',
  phrases: 'Phrase by phrase',
  phrasesHint: 'Tap a phrase to hear it again and again.',
  phrase: (number: number, time: string, points: number) =>
    `Phrase ${number}, at ${time}: ${points} points`,
  practise: 'Measures to practise',
  practiseHint: 'Tap one to hear yourself repeat it slowly.',
  practiseNone: 'No measure needs practice at this level.',
  measure: (number: number) => `Measure ${number}`,
  points: (points: number) => `${points} points`,
} as const;

export type TakesMessages = Widen<typeof takesEn>;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
