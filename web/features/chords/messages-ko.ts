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
  suggest: '코드 제안받기',
  suggested: '괄호 안의 코드는 멜로디에 맞춰 제안한 것이에요. 노래에서 들린 코드가 아니에요.',
  removeSuggestions: '제안한 코드 지우기',
  suggestionsRemoved: '제안한 코드를 지웠어요',
  nothingToSuggest: '코드를 제안할 음이 없어요',
  suggestingFailed: '코드를 제안하지 못했어요. 다시 시도해 주세요.',
  words: { earlier: '앞당기기', later: '늦추기', delete: '지우기' },
};
