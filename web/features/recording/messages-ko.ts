import type { RecordingMessages } from './messages-en.ts';

export const recordingKo = {
  record: {
    title: '목소리 녹음',
    asking: '마이크 사용을 허용해 주세요…',
    recording: '녹음 중',
    level: '음량',
    tooQuiet: '소리가 아주 작아요. 마이크에 더 가까이 가 주세요.',
    tooLoud: '소리가 너무 커요. 조금 떨어져 주세요.',
    hint: '이어폰을 쓰면 다른 소리가 섞이지 않아요.',
    stop: '멈추기',
    review: '올리기 전에 들어 보세요',
    listen: '내 녹음',
    play: '재생',
    pause: '일시정지',
    position: '재생 위치',
    send: '올리기',
    discard: '버리기',
    back: '뒤로',
    again: '다시 녹음',
    fileName: (moment) => `녹음 ${moment}`,
    stoppedItself: (maxMinutes) => `한 곡의 최대 길이인 ${maxMinutes}분이 되어 멈췄어요.`,
    problems: {
      denied:
        '마이크가 허용되지 않았어요. 브라우저의 이 페이지 설정에서 허용한 뒤 다시 시도해 주세요.',
      missing: '마이크를 찾지 못했어요. 마이크를 연결하고 다시 시도해 주세요.',
      busy: '마이크가 응답하지 않아요. 다른 프로그램이 쓰고 있을지도 몰라요.',
      unsupported: '이 브라우저에서는 녹음할 수 없어요. 다른 앱으로 녹음한 파일을 골라 주세요.',
    },
  },
} satisfies RecordingMessages;
