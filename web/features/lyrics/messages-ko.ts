import type { LyricsMessages } from './messages-en.ts';

export const lyricsKo: LyricsMessages = {
  open: '가사',
  title: '노래 가사',
  field: '가사 (부르는 한 줄마다 한 줄씩)',
  hint: '가사를 한 글자씩 음표 아래에 넣어요. LRC 파일이면 줄마다 시작하는 시간도 맞춰요. 영어 단어는 하이픈으로 원하는 곳에서 나눌 수 있어요.',
  file: '텍스트나 LRC 파일 열기',
  verse: '절',
  verseNumber: (verse) => `${verse}절`,
  set: '음표 아래에 넣기',
  remove: '이 가사 지우기',
  done: (syllables) => `음표 아래에 ${syllables}글자를 넣었어요.`,
  removed: '가사를 지웠어요.',
  tooMany: '음표보다 글자가 너무 많아요. 실제로 부르는 가사만 넣어 주세요.',
  later: '2절은 1절 가사가 있는 음표 아래에 들어가요.',
  check: '들어 보면서 틀린 곳을 고쳐 보세요. 음표 고치기에서 음표를 고르면 가사를 옮길 수 있어요.',
  tools: '가사',
  text: '이 음표의 가사',
  words: {
    previous: '앞 음표로',
    next: '뒤 음표로',
    earlier: '당기기',
    later: '늘이기',
    line: '줄 시작',
  },
  actions: {
    previous: '앞 음표로: 이 글자를 한 음표 앞으로 옮겨요',
    next: '뒤 음표로: 이 글자를 한 음표 뒤로 옮겨요',
    earlier: '당기기: 이 음표 뒤의 글자들을 한 음표씩 앞으로 당겨요',
    later: '늘이기: 앞 글자를 이 음표까지 늘이고 나머지를 한 음표씩 뒤로 미뤄요',
    line: '줄 시작: 가장 가까운 줄이 이 음표에서 시작해요',
  },
};
