import { homeKo } from '../../features/home/messages-ko.ts';
import { recentSongsKo } from '../../features/recent-songs/messages-ko.ts';
import { recordingKo } from '../../features/recording/messages-ko.ts';
import { songKo } from '../../features/song/messages-ko.ts';
import { uploadKo } from '../../features/upload/messages-ko.ts';
import { waitingKo } from '../../features/waiting/messages-ko.ts';
import type { Messages } from './en.ts';

export const ko = {
  switchTo: { label: 'English' },
  ...homeKo,
  ...recentSongsKo,
  ...recordingKo,
  ...songKo,
  ...uploadKo,
  ...waitingKo,
  missingPage: '페이지를 찾을 수 없어요',
  licence: '음원 분리 모델은 개인적인 용도와 연구에만 쓸 수 있어요.',
  privacy: '올린 노래는 하루, 결과는 7일 뒤에 삭제돼요.',
} satisfies Messages;
