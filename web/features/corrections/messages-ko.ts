import type { CorrectionsMessages } from './messages-en.ts';

export const correctionsKo = {
  shown: '보여 줄 악보',
  corrected: '고친 악보',
  original: '원래 악보',
  saved: '저장했어요. 링크를 여는 사람은 모두 고친 악보를 보고 들어요.',
  saving: '저장하고 있어요…',
  unreachable: '연결이 끊겨서 고친 내용을 이 기기에 보관해 두었다가 나중에 저장할게요.',
  refused: '고친 내용을 노래와 함께 저장하지 못했어요. 이 기기에는 보관하고 있어요.',
  keptHere: '고친 내용은 이 기기에 보관해요.',
  willBeCopy: '다른 사람이 올린 노래라서, 고친 내용은 이 기기에만 따로 보관해요.',
  ownCopy: '이 기기에만 있는 나만의 악보예요. 올린 사람의 악보는 바뀌지 않아요.',
  ownerIsNewer: '그 뒤에 올린 사람이 악보를 더 고쳤어요.',
  takeOwners: '올린 사람의 악보로 바꾸기',
  conflict: '다른 창이나 다른 기기에서도 같은 곳을 고쳤어요.',
  keepMine: '이 악보로 두기',
  takeOther: '다른 악보로 바꾸기',
  undoable: '고르지 않은 악보는 ‘되돌리기’를 누르면 다시 나와요.',
} satisfies CorrectionsMessages;
