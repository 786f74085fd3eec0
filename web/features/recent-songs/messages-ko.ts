import type { RecentSongsMessages } from './messages-en.ts';

export const recentSongsKo = {
  recent: {
    title: '이 기기의 최근 노래',
    none: '이 기기에서 올린 노래가 여기에 모여요.',
    position: (position) => (position === 1 ? '바로 다음 차례' : `${position}번째 차례`),
    done: '완성',
    awaiting: '아직 안 올라감',
    failed: '실패',
    cancelled: '취소됨',
    expired: '보관 기간 끝남',
    gone: '이제 없음',
    unknown: '연결되면 확인',
    remove: (fileName) => `${fileName} 삭제`,
  },
  confirm: {
    keep: '그대로 두기',
    deleteTitle: '이 노래를 삭제할까요?',
    deleteText: '소리와 악보가 바로 삭제되고, 링크를 받은 사람도 더는 볼 수 없어요.',
    deleteNow: '삭제',
    cancelTitle: '이 노래의 작업을 취소할까요?',
    cancelText: '하던 작업을 멈추고 올린 파일을 삭제해요.',
    cancelNow: '작업 취소',
    failed: '삭제하지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  },
} satisfies RecentSongsMessages;
