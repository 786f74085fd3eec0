import type { UploadMessages } from './messages-en.ts';

export const uploadKo = {
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
    reading: (percent) => `파일을 읽고 있어요… ${percent}%`,
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
    tooMany: (seconds) =>
      `같은 네트워크에서 잠깐 사이에 많은 곡이 올라왔습니다. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도합니다.`,
    busy: (seconds) =>
      `지금은 요청이 몰려 있습니다. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도합니다.`,
    wrongType:
      '오디오나 비디오 파일이 아닙니다. MP3, M4A, WAV, FLAC, OGG, MP4 같은 파일을 골라 주세요.',
    tooLarge: (megabytes) =>
      `파일이 너무 큽니다. 최대 ${megabytes}MB까지 올릴 수 있어요. MP3나 M4A로 바꾸거나 더 짧게 잘라 주세요.`,
    tooLong: (minutes, maxMinutes) =>
      `길이가 ${minutes}분입니다. 최대 ${maxMinutes}분까지 올릴 수 있으니 원하는 부분만 잘라서 올려 주세요.`,
    empty: '파일이 비어 있습니다. 기기에서 재생되는지 확인한 뒤 다시 골라 주세요.',
    network: '연결이 거듭 끊겼습니다. 연결을 확인하고 다시 시도해 주세요.',
    noOriginal: '비교할 원곡이 남아 있지 않아요. 원곡을 다시 올린 다음 녹음을 보내 주세요.',
    refused: '파일이 받아들여지지 않았습니다. 다시 고르거나 다른 파일을 올려 주세요.',
    unknown: '저희 쪽에서 문제가 생겼습니다. 잠시 뒤에 다시 시도해 주세요.',
    inProgress: (songs, percent) => `${songs}곡 올리는 중 · ${percent}%`,
  },
} satisfies UploadMessages;

function waitText(seconds: number): string {
  return seconds < 100 ? `${seconds}초` : `${Math.round(seconds / 60)}분`;
}
