import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import type { PitchMessages } from './messages-en.ts';

export const pitchKo = {
  label: '음높이',
  views: { label: '보기', score: '악보', pitch: '음높이', both: '둘 다' },
  loading: '음높이 곡선을 불러오고 있어요…',
  failed: '음높이 곡선을 불러오지 못해서 음만 보여 드려요.',
  zoomIn: '확대',
  zoomOut: '축소',
  wholeSong: '곡 전체',
  scroll: '보이는 부분',
  legend: { 'in-tune': '맞음', sharp: '높음', flat: '낮음' },
  hint: '음을 누르면 자세히, 빈 곳을 누르면 그 자리로 가요. 끌어서 옮기고, Ctrl+휠로 확대하세요.',
  hintTouch:
    '음을 누르면 자세히, 빈 곳을 누르면 그 자리로 가요. 끌어서 옮기고, 두 손가락으로 확대하세요.',
  editingHint:
    '음표 아래에서 마디선을 끌어 들리는 곳에 맞추고, 고른 음의 끝을 끌어 길이를 바꿔 보세요.',
  noNote: '음을 누르면 어떻게 불렀는지 보여 드려요.',
  note: (name, index, of, measure, facts) =>
    `${name}, ${of}개 가운데 ${index}번째 음, ${measure}마디: ${facts}`,
  deviation: (judgement, cents) =>
    judgement === 'in-tune'
      ? `잘 맞음 (${cents === 0 ? '차이 없음' : `${Math.abs(cents)}센트 ${cents > 0 ? '높음' : '낮음'}`})`
      : `${Math.abs(cents)}센트 ${judgement === 'sharp' ? '높음' : '낮음'}`,
  facts: {
    deviation: '음높이',
    length: '길이',
    vibrato: '비브라토',
    loudness: '셈여림',
    measure: '마디',
  },
  seconds: (seconds) => `${seconds}초`,
  straight: '없음',
  vibrato: (hertz, cents) => `초당 ${hertz}번, ±${cents}센트`,
  summary: (inTune, near) =>
    `부른 시간의 ${inTune}%가 음에서 ${inTuneCents}센트 안에, ${near}%가 50센트 안에 있어요.`,
  tendency: (tendency, cents) =>
    tendency === 'centred'
      ? '높거나 낮은 쪽으로 치우치지 않았어요.'
      : `전체로 보면 약 ${cents}센트 ${tendency === 'sharp' ? '높은' : '낮은'} 편이에요.`,
  tuning: (hertz, cents) =>
    `내 조율을 기준으로 쟀어요. 내 A음은 ${hertz}Hz로, 440Hz와 ${cents}센트 차이가 나요.`,
} satisfies PitchMessages;
