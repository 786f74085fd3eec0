import type { SendingTexts } from './upload-texts.ts';

export const sendingKo: SendingTexts = {
  home: {
    title: '내가 부른 음을 눈으로.',
    intro: '노래를 올리면 목소리만 따로 떼어, 부른 멜로디를 함께 재생되는 악보로 적어 드립니다.',
    drop: '여기에 노래를 놓거나 붙여넣으세요',
    pick: '노래를 고르거나 불러 보세요',
    dropHint: (megabytes, minutes) => `오디오나 비디오, 한 곡에 최대 ${megabytes}MB, ${minutes}분.`,
    choose: '파일 고르기',
    record: '녹음하기',
    sample: '예제로 해 보기',
    sampleHint: '마땅한 노래가 없나요? 저희가 만든 짧은 곡을 보고 들어 보세요.',
    sampleName: '환희의 송가 (예제)',
    sampleFailed: '예제를 불러오지 못했습니다. 연결을 확인하고 다시 시도해 주세요.',
    dropNow: '놓으면 올라갑니다',
    offline: '연결이 없습니다. 고른 노래는 여기서 기다렸다가 연결되면 바로 올라갑니다.',
    steps: [
      ['올리기', '완성된 노래도, 내 목소리만 담긴 녹음도 좋습니다.'],
      ['잠시 기다리기', '목소리와 반주를 나누고 음을 하나하나 찾습니다.'],
      ['따라 부르기', '악보를 보고, 파트별로 듣고, 모두 내려받으세요.'],
    ],
  },
  help: {
    title: '알아 두면 좋아요',
    questions: [
      [
        '어떤 녹음이 좋은가요?',
        '한 사람의 목소리가 또렷하게 들리는 노래가 좋습니다. 합창이나 울림이 큰 녹음, 랩에서는 음이 덜 정확합니다. 마이크 가까이에서 목소리만 녹음하면 가장 정확해요.',
      ],
      [
        '누가 내 노래를 볼 수 있나요?',
        '짐작할 수 없는 링크를 받은 사람만 볼 수 있습니다. 계정도 쿠키도 없고, 다른 곳으로 보내는 것도 없습니다. 삭제는 노래를 올린 기기에서만 할 수 있어요.',
      ],
      [
        '얼마나 보관하나요?',
        '올린 노래는 하루, 결과는 7일 동안 보관합니다. 직접 삭제하면 누구에게나 바로 사라집니다.',
      ],
      [
        '연결이 끊기면 어떻게 되나요?',
        '올리는 동안에는 이 페이지를 열어 두세요. 저절로 처음부터 다시 올라갑니다. 다 올라간 뒤에는 페이지를 닫아도 작업이 계속됩니다.',
      ],
    ],
  },
  options: {
    onlyVoice: '목소리만 있는 녹음이에요',
    onlyVoiceHint: '반주가 없으면 떼어 낼 것이 없어 훨씬 빠릅니다.',
    more: '더 많은 설정',
    preset: '목소리를 얼마나 꼼꼼히 나눌까요',
    presets: {
      fast: ['빠르게', '먼저 훑어볼 때. 목소리에 반주가 더 남습니다.'],
      balanced: ['알맞게', '대부분의 노래에 좋습니다.'],
      best: ['가장 깨끗하게', '목소리가 가장 깨끗하지만 몇 배 더 걸립니다.'],
    },
    fourStems: '드럼과 베이스도 따로',
    fourStemsHint: '드럼, 베이스, 나머지 소리도 각각의 트랙으로 드립니다.',
    lossless: '무손실 음원도',
    losslessHint: '모든 트랙을 FLAC 파일로도 드립니다.',
  },
  upload: {
    list: '올라가는 노래',
    checking: '파일을 살펴보는 중…',
    waiting: '앞의 노래를 기다리고 있어요',
    preparing: '준비하고 있어요…',
    sending: (percent) => `올리는 중… ${percent}%`,
    finishing: '거의 다 됐어요…',
    sent: '도착했습니다',
    resumed: '다 올라가기 전에 페이지가 닫혀서 처음부터 다시 올리고 있어요.',
    open: '열기',
    cancel: '취소',
    dismiss: (fileName) => `목록에서 ${fileName} 지우기`,
    again: '다시 시도',
    now: '지금 시도',
    offline: '연결이 없습니다. 노래는 여기에 그대로 있고, 연결되면 저절로 다시 올라갑니다.',
    lost: (seconds) =>
      `연결이 끊겼습니다. 노래는 여기에 그대로 있고, ${seconds}초 뒤에 처음부터 다시 올라갑니다.`,
    queueFull: (queued, seconds) =>
      `대기열이 가득 찼습니다${queued ? `(${queued}곡 대기 중)` : ''}. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도합니다.`,
    wrongType:
      '오디오나 비디오 파일이 아닙니다. MP3, M4A, WAV, FLAC, OGG, MP4 같은 파일을 골라 주세요.',
    tooLarge: (megabytes) =>
      `파일이 너무 큽니다. 최대 ${megabytes}MB까지 올릴 수 있어요. MP3나 M4A로 바꾸거나 더 짧게 잘라 주세요.`,
    tooLong: (minutes, maxMinutes) =>
      `길이가 ${minutes}분입니다. 최대 ${maxMinutes}분까지 올릴 수 있으니 원하는 부분만 잘라서 올려 주세요.`,
    empty: '파일이 비어 있습니다. 기기에서 재생되는지 확인한 뒤 다시 골라 주세요.',
    network: '연결이 거듭 끊겼습니다. 연결을 확인하고 다시 시도해 주세요.',
    refused: '파일이 받아들여지지 않았습니다. 다시 고르거나 다른 파일을 올려 주세요.',
    unknown: '저희 쪽에서 문제가 생겼습니다. 잠시 뒤에 다시 시도해 주세요.',
    underWay: (songs, percent) => `${songs}곡 올리는 중 · ${percent}%`,
  },
  record: {
    title: '목소리 녹음',
    asking: '마이크 사용을 허용해 주세요…',
    recording: '녹음 중',
    level: '소리 크기',
    tooQuiet: '소리가 아주 작습니다. 마이크에 더 가까이 가 주세요.',
    tooLoud: '소리가 너무 큽니다. 조금 떨어져 주세요.',
    hint: '이어폰을 쓰면 다른 소리가 섞이지 않습니다.',
    stop: '멈추기',
    review: '올리기 전에 들어 보세요',
    listen: '내 녹음',
    send: '올리기',
    discard: '버리기',
    back: '뒤로',
    again: '다시 녹음',
    fileName: (moment) => `녹음 ${moment}`,
    stoppedItself: (maxMinutes) => `한 곡의 최대 길이인 ${maxMinutes}분이 되어 멈췄습니다.`,
    problems: {
      denied:
        '마이크가 허용되지 않았습니다. 브라우저의 이 페이지 설정에서 허용한 뒤 다시 시도해 주세요.',
      missing: '마이크를 찾지 못했습니다. 마이크를 연결하고 다시 시도해 주세요.',
      busy: '마이크가 응답하지 않습니다. 다른 프로그램이 쓰고 있을지도 몰라요.',
      unsupported: '이 브라우저에서는 녹음할 수 없습니다. 다른 앱으로 녹음한 파일을 골라 주세요.',
    },
  },
  recent: {
    title: '이 기기에서 최근에 올린 노래',
    none: '이 기기에서 올린 노래가 여기에 모입니다.',
    position: (position) => (position === 1 ? '바로 다음 차례' : `${position}번째 차례`),
    done: '완성',
    awaiting: '아직 도착하지 않음',
    failed: '실패',
    cancelled: '취소됨',
    expired: '보관 기간 끝남',
    gone: '더는 없음',
    unknown: '연결되어야 알 수 있음',
    remove: (fileName) => `${fileName} 삭제`,
  },
  confirm: {
    keep: '그대로 두기',
    deleteTitle: '이 노래를 삭제할까요?',
    deleteText: '소리와 악보가 바로 삭제되고, 링크를 받은 사람도 더는 볼 수 없습니다.',
    deleteNow: '삭제',
    cancelTitle: '이 노래를 취소할까요?',
    cancelText: '하던 일을 멈추고 올린 파일을 삭제합니다.',
    cancelNow: '노래 취소',
    failed: '삭제하지 못했습니다. 연결을 확인하고 다시 시도해 주세요.',
  },
};

function waitText(seconds: number): string {
  return seconds < 100 ? `${seconds}초` : `${Math.round(seconds / 60)}분`;
}
