import type { ChordsMessages } from './messages-en.ts';

export const chordsKo: ChordsMessages = {
  tools: '코드',
  text: '코드',
  holds: (chord) => `${chord} 이어짐`,
  unknown: '코드가 아니에요. C, Am7/G, F#dim, N.C.처럼 적어 주세요.',
  actions: {
    earlier: '코드를 한 박 앞당기기',
    later: '코드를 한 박 늦추기',
    delete: '코드 지우기',
  },
  words: { earlier: '앞당기기', later: '늦추기', delete: '지우기' },
};
