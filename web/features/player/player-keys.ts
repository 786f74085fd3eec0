import type { PlayerAction } from './player-texts.ts';

/** What of a keyboard event tells its key. */
export interface PressedKey {
  /** The key's place, which is the same in every keyboard layout and while Hangul is typed. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** What each key does, and how it is written in the list of keys. */
export const playerKeys: readonly {
  readonly action: PlayerAction;
  readonly codes: readonly string[];
  readonly withShift?: true;
  readonly label: string;
}[] = [
  { action: 'toggle', codes: ['Space'], label: 'Space' },
  { action: 'previousNote', codes: ['ArrowLeft'], label: '←' },
  { action: 'nextNote', codes: ['ArrowRight'], label: '→' },
  { action: 'previousMeasure', codes: ['ArrowLeft'], withShift: true, label: 'Shift ←' },
  { action: 'nextMeasure', codes: ['ArrowRight'], withShift: true, label: 'Shift →' },
  { action: 'loopStart', codes: ['BracketLeft'], label: '[' },
  { action: 'loopEnd', codes: ['BracketRight'], label: ']' },
  { action: 'clearLoop', codes: ['KeyL'], label: 'L' },
  { action: 'slower', codes: ['Minus', 'NumpadSubtract'], label: '−' },
  { action: 'faster', codes: ['Equal', 'NumpadAdd'], label: '+' },
  { action: 'metronome', codes: ['KeyM'], label: 'M' },
];

/** What a pressed key does; `undefined` for a key of others. */
export function actionOfKey({ code, shiftKey }: PressedKey): PlayerAction | undefined {
  const fits = (key: (typeof playerKeys)[number]) =>
    key.codes.includes(code) &&
    (!code.startsWith('Arrow') || shiftKey === (key.withShift ?? false));
  return playerKeys.find(fits)?.action;
}

const storageKey = 'my-pitch.keys';

/** Whether this device's reader wants keyboard shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
export function keptKeysOn(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  try {
    return storage.getItem(storageKey) !== 'off';
  } catch {
    // A browser that keeps nothing has nothing against them either.
    return true;
  }
}

export function keepKeysOn(isOn: boolean, storage: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    storage.setItem(storageKey, isOn ? 'on' : 'off');
  } catch {
    // It holds until the page is left.
  }
}
