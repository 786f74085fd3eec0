import type { TakesMessages } from './messages-en.ts';

export const takesKo = {
  compare: '내 노래와 비교하기',
  compareText:
    '이 노래를 불러 보세요. 키나 빠르기가 달라도, 반주가 있어도 없어도 괜찮아요. 원곡과 얼마나 가까운지, 무엇을 연습하면 좋을지 알려 드려요.',
  choose: '녹음 파일 고르기',
  record: '지금 녹음하기',
  list: '이 노래를 부른 내 녹음',
  result: '이렇게 불렀어요',
  original: '원곡 열기',
  loading: '비교 결과를 불러오는 중…',
  failed: '비교 결과를 불러오지 못했어요.',
  ofHundred: '100점 만점',
  level: '채점 기준',
  levels: { strict: '엄격하게', normal: '보통', beginner: '너그럽게' },
  strengths: {
    pitch: '음정이 좋아요.',
    onset: '박자가 좋아요.',
    length: '음의 길이를 원곡처럼 잘 지켰어요.',
    nothing: '멜로디를 잘 따라갔어요.',
  },
  weaknesses: {
    missed: ({ count, of }) => `음 ${of}개 가운데 ${count}개를 부르지 않았어요.`,
    wrong: ({ count, of }) => `음 ${of}개 가운데 ${count}개가 원곡과 다른 음이에요.`,
    sharp: ({ cents }) => `전체로 보면 ${cents}센트 높은 편이에요.`,
    flat: ({ cents }) => `전체로 보면 ${cents}센트 낮은 편이에요.`,
    late: ({ milliseconds }) => `전체로 보면 ${milliseconds}밀리초 늦게 들어가요.`,
    early: ({ milliseconds }) => `전체로 보면 ${milliseconds}밀리초 일찍 들어가요.`,
    pitch: () => '음정을 조금 더 연습해 보세요.',
    onset: () => '박자를 조금 더 연습해 보세요.',
    length: () => '음의 길이를 조금 더 연습해 보세요.',
    nothing: () => '특별히 고칠 곳이 없어요.',
  },
  tips: {
    missed: '자신이 없어도 작은 소리로 끝까지 불러 보세요.',
    wrong: '원곡을 한 마디씩 천천히 들은 다음 불러 보세요.',
    sharp: '조금 작게 불러 보세요. 힘을 주면 음이 올라가요.',
    flat: '구절마다 숨을 충분히 쉬고, 다음 음을 먼저 떠올린 다음 불러 보세요.',
    late: '숨을 조금 일찍 쉬면 박자에 맞춰 들어갈 수 있어요.',
    early: '발로 박자를 짚으면서 조금 기다렸다가 불러 보세요.',
    pitch: '아래 마디를 천천히 되풀이하면서 음 하나하나를 듣고 불러 보세요.',
    onset: '먼저 손뼉으로 리듬을 친 다음 불러 보세요.',
    length: '원곡이 숨 쉬는 곳에서 숨을 쉬어 보세요.',
    nothing: '‘엄격하게’로 바꿔서 확인해 보세요.',
  },
  problems: {
    'nothing-sung': '이 녹음에서 원곡의 멜로디를 찾지 못했어요.',
    'another-song': '다른 노래인 것 같아요. 맞는 음이 적어서 점수가 낮아요.',
  },
  notCompared: {
    'original-gone': '비교하기 전에 원곡이 삭제되었어요.',
    'original-failed': '원곡의 악보를 만들지 못해서 비교할 수 없어요.',
    'original-unreadable':
      '원곡이 다른 버전에서 만들어졌어요. 원곡을 다시 올린 다음 녹음을 보내 주세요.',
  },
  facts: { key: '키', tempo: '빠르기', part: '비교한 부분', notes: '음' },
  key: (semitones, octaves) =>
    [
      semitones === 0
        ? '원곡과 같음'
        : `반음 ${Math.abs(semitones)}개 ${semitones > 0 ? '높음' : '낮음'}`,
      ...(octaves === 0 ? [] : [`${Math.abs(octaves)}옥타브 ${octaves > 0 ? '위' : '아래'}`]),
    ].join(', '),
  tempo: (percent) =>
    percent === 0 ? '원곡과 같음' : `${Math.abs(percent)}% ${percent > 0 ? '빠름' : '느림'}`,
  part: (percent) => (percent === 100 ? '곡 전체' : `곡의 ${percent}%`),
  notes: (right, wrong, missed) => `맞은 음 ${right}개, 다른 음 ${wrong}개, 빠뜨린 음 ${missed}개`,
  costsNothing: '키나 빠르기가 달라도 점수는 깎이지 않아요.',
  phrases: '구절별 점수',
  phrasesHint: '구절을 누르면 되풀이해서 들을 수 있어요.',
  phrase: (number, time, points) => `${number}번째 구절, ${time}: ${points}점`,
  practise: '연습할 마디',
  practiseHint: '마디를 누르면 내 노래를 천천히 되풀이해서 들려 드려요.',
  practiseNone: '이 기준에서는 더 연습할 마디가 없어요.',
  measure: (number) => `${number}마디`,
  points: (points) => `${points}점`,
} satisfies TakesMessages;
