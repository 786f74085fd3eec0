import type { WaitingMessages } from './messages-en.ts';

export const waitingKo = {
  waiting: {
    stagesTitle: '단계별 진행',
    stageDone: '끝남',
    stageNow: '지금',
    arriving: '올리는 동안 페이지를 닫았다면 다시 올려 주세요.',
    notify: '다 되면 알림 받기',
    willNotify: '이 페이지가 열려 있으면 다 됐을 때 알려 드려요.',
    notifyDenied: '알림이 허용되지 않았어요. 창 제목에서 진행 상황을 볼 수 있어요.',
    doneTitle: '악보가 완성됐어요',
    failedTitle: '악보를 만들지 못했어요',
    offline: '연결이 없어요. 작업은 계속되고, 연결되면 이 페이지도 저절로 이어져요.',
    unreachable: '지금은 서버가 응답하지 않아요. 계속 다시 시도하고 있어요.',
  },
} satisfies WaitingMessages;
