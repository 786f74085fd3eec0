import type { NotCompared } from '@my-pitch/shared/take';
import type { Widen } from '../../lib/messages/widen.ts';
import type { Advice, Strength, Weakness } from './advice.ts';
import type { NoteGrade } from './note-grade.ts';

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
  wrong: ({ count, of }: Count) => `${count} of ${of} notes were not the original’s.`,
  sharp: ({ cents }: Cents) => `On the whole you sing ${cents} cents too high.`,
  flat: ({ cents }: Cents) => `On the whole you sing ${cents} cents too low.`,
  late: ({ milliseconds }: Milliseconds) =>
    `On the whole you begin your notes ${milliseconds} ms late.`,
  early: ({ milliseconds }: Milliseconds) =>
    `On the whole you begin your notes ${milliseconds} ms early.`,
  pitch: () => 'Work on your pitch.',
  onset: () => 'Work on your timing.',
  length: () => 'Work on the length of your notes.',
  nothing: () => 'Nothing stands out.',
};

const tips: Readonly<Record<Weakness['kind'], string>> = {
  missed: 'Sing softly rather than not at all.',
  wrong: 'Listen to the original slowly, one bar at a time, then sing it.',
  sharp: 'Sing more quietly: pushing makes you sharp.',
  flat: 'Breathe before each phrase, and think of the next note before you sing it.',
  late: 'Breathe earlier, so that the note can begin on the beat.',
  early: 'Tap your foot, and wait for the beat.',
  pitch: 'Repeat the bars below slowly, and listen to each note before you sing it.',
  onset: 'Clap the rhythm first, then sing.',
  length: 'Breathe where the original does.',
  nothing: 'Try the level “Strict”.',
};

const problems: Readonly<Record<Exclude<Advice['kind'], 'advice'>, string>> = {
  'nothing-sung': 'Nothing of the original’s melody was found in this recording.',
  'another-song': 'This may be another song: few notes agree, so the points are low.',
};

const notCompared: Readonly<Record<NotCompared, string>> = {
  'original-gone': 'The original was deleted before your recording could be compared with it.',
  'original-failed':
    'The original could not be written as a score, so there is nothing to compare with.',
  'original-unreadable':
    'The original was made by another version of My Pitch. Send it again, then your recording.',
};

const grades: Readonly<Record<NoteGrade, string>> = {
  right: 'right',
  sharp: 'too high',
  flat: 'too low',
  late: 'late',
  early: 'early',
  length: 'different length',
  wrong: 'another note',
  missed: 'left out',
  'not-compared': 'not compared',
};

export const takesEn = {
  compare: 'Compare my singing',
  compareText:
    'Sing this song, in any key and at any speed, with or without music. You will see how close you are to the original, and what to practise.',
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
  phrasesHint: 'Tap a phrase to see it below, and to hear yourself repeat it.',
  phrase: (number: number, time: string, points: number) =>
    `Phrase ${number}, at ${time}: ${points} points`,
  curves: 'Your pitch over the original’s',
  curveTake: 'You, in the original’s time',
  curveOriginal: 'Original',
  curveNotes: 'Written notes',
  curvesText: (phrase: number, right: number, notes: number) =>
    `Pitch of both voices in phrase ${phrase}: ${right} of ${notes} notes are right.`,
  noteByNote: 'Note by note',
  noteByNoteHint:
    'The original’s score in the key in which you sang. Tap a note to go there in your recording.',
  notesInWords: 'Read the notes in words',
  grades,
  originalLoading: 'Loading the original…',
  originalFailed: 'The original could not be loaded.',
  originalGone: 'The original is no longer there, so its notes cannot be shown.',
  practise: 'Bars to practise',
  practiseHint: 'Tap one: the original repeats it slowly, in your key. Sing along.',
  practiseOwnHint: 'The original is no longer there: tap one to hear yourself repeat it slowly.',
  practiseNone: 'No bar needs practice at this level.',
  practiseSpeed: 'Speed',
  speedValue: (speed: number) => `${speed}×`,
  repeats: (measure: number, time: string) => `The original repeats bar ${measure}, at ${time}.`,
  soundLoading: 'Loading sound…',
  soundFailed: 'The sound could not be loaded.',
  stop: 'Stop',
  hearYourself: 'Hear yourself',
  measure: (number: number) => `Bar ${number}`,
  points: (points: number) => `${points} points`,
  history: 'Your takes of this song',
  historyHint: 'Kept on this device only.',
  trend: (count: number, first: number, last: number, best: number) =>
    `${count} takes: from ${first} to ${last} points. The best has ${best}.`,
  sent: 'Sent',
  sungAlong: 'Sung along',
  allTakes: (count: number) => `Show all ${count}`,
  exportTakes: 'Save as a file',
  deleteAll: 'Delete all',
  deleteOne: (moment: string) => `Delete the take: ${moment}`,
  deleteTitle: 'Delete all takes of this song?',
  deleteText: 'Their points and recordings disappear from this device. Songs that you sent stay.',
  keepTakes: 'Keep them',
  share: 'Picture to share',
  shareHint: 'It shows your points, and what you type here. Nothing is sent.',
  shareSong: 'Song (optional)',
  shareSinger: 'Your name (optional)',
  savePicture: 'Save picture',
  sharePicture: 'Share',
  pictureText: (points: number, song: string, singer: string) =>
    ['Picture', song, singer, `${points} points`].filter((part) => part !== '').join(', '),
  waitsForOriginal:
    'The original is not ready yet. Once it is, your recording is compared with it.',
} as const;

export type TakesMessages = Widen<typeof takesEn>;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
