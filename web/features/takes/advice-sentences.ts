import type { Advice, Weakness } from './advice.ts';
import type { TakesMessages } from './messages-en.ts';

/** What went well, what to work on, and a tip; or one sentence that says why there is no advice. */
export function adviceSentences(
  advice: Advice,
  { strengths, weaknesses, tips, problems }: TakesMessages,
): readonly string[] {
  if (advice.kind !== 'advice') return [problems[advice.kind]];
  const { strength, weakness } = advice;
  return [strengths[strength], sentenceOn(weakness, weaknesses), tips[weakness.kind]];
}

function sentenceOn(weakness: Weakness, texts: TakesMessages['weaknesses']): string {
  switch (weakness.kind) {
    case 'missed':
    case 'wrong':
      return texts[weakness.kind](weakness);
    case 'sharp':
    case 'flat':
      return texts[weakness.kind](weakness);
    case 'late':
    case 'early':
      return texts[weakness.kind](weakness);
    default:
      return texts[weakness.kind]();
  }
}
