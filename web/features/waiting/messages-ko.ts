import type { WaitingMessages } from './messages-en.ts';

export const waitingKo = {
  waiting: {
    stagesTitle: '하고 있는 일',
    stageDone: '끝남',
    stageNow: '지금',
    arriving: '올리는 동안 페이지를 닫았다면 다시 올려 주세요.',
    notify: '다 되면 알려 주세요',
    willNotify: '이 페이지가 열려 있으면 다 됐을 때 알려 드립니다.',
    notifyDenied: '알림이 허용되지 않았습니다. 창 제목에서 진행 상황을 볼 수 있어요.',
    doneTitle: '악보가 완성되었습니다',
    failedTitle: '노래를 처리하지 못했습니다',
    offline: '연결이 없습니다. 작업은 계속되고, 연결되면 이 페이지도 저절로 이어집니다.',
    unreachable: '지금은 응답이 없습니다. 계속 다시 시도하고 있어요.',
  },
} satisfies WaitingMessages;
