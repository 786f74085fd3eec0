import type { Widen } from '../../lib/messages/widen.ts';

export const waitingEn = {
  waiting: {
    stagesTitle: 'Progress by stage',
    stageDone: 'done',
    stageNow: 'now',
    arriving: 'If you closed the page while the song was being sent, please send it again.',
    notify: 'Notify me when it is done',
    willNotify: 'We notify you when it is done, as long as this page is open.',
    notifyDenied: 'Notifications are not allowed. The window’s title shows the progress.',
    doneTitle: 'Your score is ready',
    failedTitle: 'We could not make a score',
    offline: 'No connection. Processing continues, and this page updates once you are online.',
    unreachable: 'The server does not answer right now. We keep trying.',
  },
} as const;

export type WaitingMessages = Widen<typeof waitingEn>;
