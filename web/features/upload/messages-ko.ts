import type { UploadMessages } from './messages-en.ts';

export const uploadKo = {
  options: {
    onlyVoice: '악기 없이 목소리만 있어요',
    onlyVoiceHint: '분리할 반주가 없어서 훨씬 빨라요.',
    more: '더 많은 설정',
    preset: '보컬을 얼마나 꼼꼼히 분리할까요?',
    presets: {
      fast: ['빠르게', '먼저 훑어볼 때 좋아요. 보컬에 반주가 더 남아요.'],
      balanced: ['알맞게', '대부분의 노래에 좋아요.'],
      best: ['가장 깨끗하게', '보컬이 가장 깨끗하지만 몇 배 더 걸려요.'],
    },
    fourStems: '드럼과 베이스도 따로',
    fourStemsHint: '드럼, 베이스, 그 밖의 악기도 따로따로 드려요.',
    lossless: '무손실 음원도',
    losslessHint: '모든 트랙을 FLAC 파일로도 드려요.',
  },
  upload: {
    list: '올라가는 노래',
    checking: '파일을 살펴보고 있어요…',
    waiting: '앞의 노래를 기다리고 있어요',
    reading: (percent) => `파일을 읽고 있어요… ${percent}%`,
    preparing: '준비하고 있어요…',
    sending: (percent) => `올리고 있어요… ${percent}%`,
    finishing: '거의 다 됐어요…',
    sent: '도착했어요',
    resumed: '다 올라가기 전에 페이지가 닫혀서 처음부터 다시 올리고 있어요.',
    open: '열기',
    cancel: '취소',
    dismiss: (fileName) => `목록에서 ${fileName} 지우기`,
    again: '다시 시도',
    now: '지금 시도',
    offline: '연결이 없어요. 노래는 여기에 그대로 있고, 연결되면 저절로 다시 올라가요.',
    lost: (seconds) =>
      `연결이 끊겼어요. 노래는 여기에 그대로 있고, ${seconds}초 뒤에 처음부터 다시 올라가요.`,
    queueFull: (queued, seconds) =>
      `${queued ? `${queued}곡이 기다리고 있어서 ` : ''}대기열이 가득 찼어요. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도해요.`,
    tooMany: (seconds) =>
      `같은 네트워크에서 잠깐 사이에 많은 곡이 올라왔어요. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도해요.`,
    busy: (seconds) =>
      `지금은 요청이 몰려 있어요. 노래는 여기에 두고 ${waitText(seconds)} 뒤에 저절로 다시 시도해요.`,
    wrongType:
      '오디오나 동영상 파일이 아니에요. MP3, M4A, WAV, FLAC, OGG, MP4 같은 파일을 골라 주세요.',
    tooLarge: (megabytes) =>
      `파일이 너무 커요. 최대 ${megabytes}MB까지 올릴 수 있어요. MP3나 M4A로 바꾸거나 더 짧게 잘라 주세요.`,
    tooLong: (minutes, maxMinutes) =>
      `길이가 ${minutes}분이에요. 최대 ${maxMinutes}분까지 올릴 수 있으니 원하는 부분만 잘라서 올려 주세요.`,
    empty: '파일이 비어 있어요. 기기에서 재생되는지 확인한 뒤 다시 골라 주세요.',
    network: '연결이 거듭 끊겼어요. 연결을 확인하고 다시 시도해 주세요.',
    noOriginal: '비교할 원곡이 남아 있지 않아요. 원곡을 다시 올린 다음 녹음을 보내 주세요.',
    refused: '이 파일은 받을 수 없어요. 다시 고르거나 다른 파일을 올려 주세요.',
    unknown: '저희 쪽에서 문제가 생겼어요. 잠시 뒤에 다시 시도해 주세요.',
    inProgress: (songs, percent) => `${songs}곡 올리는 중 · ${percent}%`,
  },
} satisfies UploadMessages;

function waitText(seconds: number): string {
  return seconds < 100 ? `${seconds}초` : `${Math.round(seconds / 60)}분`;
}
