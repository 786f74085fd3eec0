import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import type { SongMessages } from './messages-en.ts';

export const songKo = {
  song: {
    awaiting: '노래가 도착하기를 기다리고 있어요',
    queued: '차례를 기다리고 있어요',
    position: (position) =>
      position === 1 ? '바로 다음 차례예요.' : `앞에서 ${position}번째예요.`,
    processing: '노래를 듣고 있어요',
    stages: {
      decode: '녹음 읽는 중',
      separate: '보컬 분리 중',
      pitch: '음높이 찾는 중',
      notes: '음표 찾는 중',
      score: '악보 만드는 중',
      store: '저장하는 중',
    },
    estimate: (seconds) => `약 ${duration(seconds)} 남았어요`,
    noEstimate: '얼마나 걸릴지 아직 알 수 없어요.',
    keepLink: '이 페이지를 닫아도 돼요. 같은 링크로 다시 볼 수 있어요.',
    cancel: '취소',
    remove: '삭제',
    failed: '악보를 만들지 못했어요',
    retry: '다시 올리기',
    chooseAgain: '파일 고르기',
    cancelled: '취소했어요',
    cancelledText: '이 노래의 작업을 취소하고 올린 파일을 삭제했어요.',
    expired: '보관 기간이 끝났어요',
    expiredText:
      '결과는 7일 동안, 또는 삭제할 때까지 보관해요. 노래를 다시 올리면 새로 만들어 드려요.',
    notFound: '이 링크에는 노래가 없어요',
    notFoundText: '링크를 끝까지 복사했는지 확인해 주세요.',
    loading: '불러오는 중…',
    home: '노래 올리기',
    scoreFailed: '악보를 불러오지 못했어요.',
    unloadedText: '연결되면 저절로 이어져요. 그렇지 않으면 페이지를 새로 고쳐 주세요.',
    reload: '새로 고침',
    keptUntil: (day) => `${day}까지 보관`,
    inTune: (percent, notes) =>
      `음 ${notes}개 가운데 ${percent}%가 ${inTuneCents}센트 안에서 맞았어요`,
  },
} satisfies SongMessages;

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(5, Math.round(seconds / 5) * 5)}초`;
  return `${Math.round(seconds / 60)}분`;
}
