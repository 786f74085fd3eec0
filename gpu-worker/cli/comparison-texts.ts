import type { Language } from '@my-pitch/shared/language';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';

type Criterion = keyof Comparison['credits'];

export interface ComparisonTexts {
  readonly labels: Readonly<
    Record<'points' | 'part' | 'alignment' | 'key' | 'notes' | 'vibrato', string>
  >;
  readonly points: (normal: number, strict: number, beginner: number) => string;
  readonly part: (span: string, percent: number) => string;
  readonly alignment: Readonly<Record<Comparison['alignment']['method'], string>>;
  /** Semitones above the original. */
  readonly key: (semitones: number) => string;
  readonly octaves: (octaves: number) => string;
  readonly tuning: (cents: number) => string;
  readonly notes: (counts: Comparison['counts']) => string;
  readonly vibrato: (rateHz: number, extentCents: number) => string;
  readonly best: Readonly<Record<Criterion, string>>;
  readonly worst: Readonly<Record<Criterion, string>>;
  /** Positive is late. */
  readonly late: (milliseconds: number) => string;
  readonly practise: (span: string, points: number) => string;
  readonly practiseUnsung: string;
  readonly anotherSong: string;
  readonly nothingSung: string;
}

const en: ComparisonTexts = {
  labels: {
    points: 'Points',
    part: 'Compared',
    alignment: 'Aligned by',
    key: 'Key',
    notes: 'Notes',
    vibrato: 'Vibrato',
  },
  points: (normal, strict, beginner) =>
    `${normal} of 100 (strict: ${strict}, for beginners: ${beginner})`,
  part: (span, percent) => `${span} of the original, ${percent}% of its notes`,
  alignment: {
    accompaniment: 'the accompaniment',
    voice: 'the melody: a delay throughout cannot be noticed',
    given: 'the player',
  },
  key: (semitones) =>
    semitones === 0
      ? 'the original’s'
      : `${counted(Math.abs(semitones), 'semitone')} ${semitones > 0 ? 'higher' : 'lower'}, which costs no points`,
  octaves: (octaves) => `${counted(Math.abs(octaves), 'octave')} ${octaves > 0 ? 'up' : 'down'}`,
  tuning: (cents) => `tuning ${signed(cents)} cents`,
  notes: ({ sung, wrong, missed, extra }) =>
    `${sung} sung, ${wrong} wrong, ${missed} missed, ${extra} extra`,
  vibrato: (rateHz, extentCents) =>
    `${rateHz.toFixed(1)} times a second, ±${Math.round(extentCents)} cents`,
  best: {
    pitch: 'Your pitch is good.',
    onset: 'Your timing is good.',
    length: 'You hold your notes as long as the original.',
  },
  worst: {
    pitch: 'Work on your pitch: sing slowly along with the original and listen to each note.',
    onset: 'Work on your timing: clap the rhythm first, then sing.',
    length: 'Work on the length of your notes: breathe where the original does.',
  },
  late: (milliseconds) =>
    `You sing ${Math.abs(milliseconds)} ms ${milliseconds > 0 ? 'late' : 'early'} on the whole.`,
  practise: (span, points) => `Practise ${span} of your recording: ${points} points.`,
  practiseUnsung: 'One phrase in the middle was not sung.',
  anotherSong: 'This may be another song: few notes agree, so it has few points.',
  nothingSung: 'Nothing of the original was sung.',
};

const ko: ComparisonTexts = {
  labels: {
    points: '점수',
    part: '비교 구간',
    alignment: '맞춘 기준',
    key: '조',
    notes: '음',
    vibrato: '비브라토',
  },
  points: (normal, strict, beginner) =>
    `100점 만점에 ${normal}점 (엄격하게 ${strict}점, 초보 기준 ${beginner}점)`,
  part: (span, percent) => `원곡의 ${span}, 음의 ${percent}%`,
  alignment: {
    accompaniment: '반주',
    voice: '멜로디: 처음부터 끝까지 늦거나 빠른 것은 알 수 없어요',
    given: '플레이어',
  },
  key: (semitones) =>
    semitones === 0
      ? '원곡과 같음'
      : `원곡보다 반음 ${Math.abs(semitones)}개 ${semitones > 0 ? '높음' : '낮음'} (감점 없음)`,
  octaves: (octaves) => `${Math.abs(octaves)}옥타브 ${octaves > 0 ? '위' : '아래'}`,
  tuning: (cents) => `조율 ${signed(cents)}센트`,
  notes: ({ sung, wrong, missed, extra }) =>
    `부른 음 ${sung}개, 다른 음 ${wrong}개, 빠뜨린 음 ${missed}개, 더 부른 음 ${extra}개`,
  vibrato: (rateHz, extentCents) => `초당 ${rateHz.toFixed(1)}번, ±${Math.round(extentCents)}센트`,
  best: {
    pitch: '음정이 좋아요.',
    onset: '박자가 좋아요.',
    length: '음의 길이를 원곡처럼 잘 지켰어요.',
  },
  worst: {
    pitch: '음정을 연습해 보세요. 원곡을 천천히 따라 부르면서 음 하나하나를 들어 보세요.',
    onset: '박자를 연습해 보세요. 먼저 손뼉으로 리듬을 친 다음 불러 보세요.',
    length: '음의 길이를 연습해 보세요. 원곡이 숨 쉬는 곳에서 숨을 쉬어 보세요.',
  },
  late: (milliseconds) =>
    `전체로 보면 ${Math.abs(milliseconds)}밀리초 ${milliseconds > 0 ? '늦게' : '빠르게'} 불러요.`,
  practise: (span, points) => `내 녹음의 ${span} 부분을 연습해 보세요. ${points}점이에요.`,
  practiseUnsung: '중간에 부르지 않은 구절이 있어요.',
  anotherSong: '다른 노래인 것 같아요. 맞는 음이 적어 점수가 낮아요.',
  nothingSung: '원곡에서 부른 부분이 없어요.',
};

export const comparisonTexts: Readonly<Record<Language, ComparisonTexts>> = { ko, en };

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0';
}
