import type { Widen } from '../../lib/messages/widen.ts';

export const waitingEn = {
  waiting: {
    stagesTitle: 'What is being done',
    stageDone: 'done',
    stageNow: 'now',
    arriving: 'If you closed the page while it was being sent, please send it again.',
    notify: 'Tell me when it is done',
    willNotify: 'We tell you when it is done, as long as this page is open.',
    notifyDenied: 'Notifications are not allowed. The window’s title shows how far it is.',
    doneTitle: 'Your score is ready',
    failedTitle: 'Your song did not work',
    offline: 'No connection. The work goes on without you, and this page goes on by itself.',
    unreachable: 'We get no answer right now. We keep trying.',
  },
} as const;

export type WaitingMessages = Widen<typeof waitingEn>;
