import type { SingMessages } from './messages-en.ts';

export const singKo = {
  title: '따라 부르기',
  close: '닫기',
  hint: '헤드폰을 쓰면 마이크에 내 목소리만 들어가요. 한 마디를 센 다음 지금 위치에서 노래가 시작돼요. 구간 반복과 속도도 그대로 쓸 수 있어요.',
  noHeadphones: '헤드폰이 없으면 소리를 조금 줄여 주세요.',
  voice: '원곡 보컬',
  start: '노래 시작하기',
  loading: '노래를 불러오는 중…',
  failed: '노래를 불러오지 못했어요.',
  asking: '브라우저가 물으면 마이크를 허용해 주세요.',
  stop: '그만 부르기',
  again: '다시 부르기',
  singing: '부르는 중…',
  plot: '음표 위에 그린 내 목소리',
  verdicts: {
    'in-tune': '맞음',
    sharp: '높음',
    flat: '낮음',
    wrong: '다른 음',
    missed: '안 부름',
  },
  problems: {
    denied:
      '마이크를 쓸 수 없어요. 브라우저의 이 페이지 설정에서 마이크를 허용한 다음 다시 시도해 주세요.',
    missing: '마이크를 찾지 못했어요. 마이크를 연결한 다음 다시 시도해 주세요.',
    busy: '마이크를 열지 못했어요. 마이크를 쓰는 다른 프로그램을 닫은 다음 다시 시도해 주세요.',
    unsupported:
      '이 브라우저에서는 마이크를 쓸 수 없어요. Chrome, Edge, Firefox, Safari에서 열어 주세요.',
  },
  reasons: {
    stopped: '',
    unplugged: '마이크 연결이 끊겼어요. 다시 연결한 다음 불러 주세요.',
    hidden: '페이지를 벗어나서 노래를 멈췄어요. 부르는 동안에는 이 페이지에 있어 주세요.',
    interrupted: '기기가 소리를 멈췄어요. 화면이 꺼지지 않게 한 다음 다시 불러 주세요.',
  },
  nothing: '끝까지 부른 음이 없어서 점수를 매기지 못했어요.',
  result: '내 결과',
  practise: '마디를 누르면 천천히 되풀이해요. 들은 다음 다시 불러 보세요.',
  kept: '이 녹음은 이 기기에 보관돼요.',
  notKept: '이 브라우저에는 보관할 수 없어요. 페이지를 떠나면 녹음이 사라져요.',
  corrected: (milliseconds) =>
    `소리가 예상보다 ${Math.abs(milliseconds)}밀리초 ${milliseconds > 0 ? '늦게' : '일찍'} 들어와요. 이번 녹음과 다음 녹음에서는 맞춰 두었어요.`,
  listen: '반주와 함께 듣기',
  silence: '멈추기',
  send: '자세히 분석하기',
  sent: '보냈어요. 아래 ‘내 노래와 비교하기’에서 볼 수 있어요.',
  remove: '이 녹음 지우기',
  removed: '녹음을 지웠어요.',
  fileName: (moment) => `따라 부른 노래, ${moment}`,
  delay: '모든 음이 늦거나 이르다고 나오나요?',
  delayHint:
    '기기마다 소리가 조금씩 늦어져요. 마이크를 스피커나 헤드폰에 가까이 대거나, 딸깍 소리에 맞춰 손뼉을 쳐 주세요. 4초면 끝나요.',
  measure: '지연 재기',
  measuring: '딸깍 소리를 듣는 중…',
  measured: (milliseconds) => `${milliseconds}밀리초예요. 이 기기에 기억해 둘게요.`,
  unmeasured: '소리가 또렷하게 들리지 않았어요. 소리를 키우거나 손뼉을 더 크게 쳐 주세요.',
} satisfies SingMessages;
