/** What a key of the player does. */
export type PlayerAction =
  | 'toggle'
  | 'previousNote'
  | 'nextNote'
  | 'previousMeasure'
  | 'nextMeasure'
  | 'loopStart'
  | 'loopEnd'
  | 'clearLoop'
  | 'slower'
  | 'faster'
  | 'higher'
  | 'lower'
  | 'metronome';

/** The part of a keyboard event that identifies a key. */
export interface PressedKey {
  /** The physical key, which is the same in every keyboard layout and while Hangul is typed. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Each key's action, and its label in the list of keys. */
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
  { action: 'higher', codes: ['KeyK'], label: 'K' },
  { action: 'lower', codes: ['KeyK'], withShift: true, label: 'Shift K' },
  { action: 'metronome', codes: ['KeyM'], label: 'M' },
];

/** Keys that mean something else with Shift; + needs it on many keyboards. */
const shifted = new Set(
  playerKeys.filter(({ withShift }) => withShift).flatMap(({ codes }) => codes),
);

/** The action of a pressed key; `undefined` if it has none. */
export function actionOfKey({ code, shiftKey }: PressedKey): PlayerAction | undefined {
  const fits = (key: (typeof playerKeys)[number]) =>
    key.codes.includes(code) && (!shifted.has(code) || shiftKey === (key.withShift ?? false));
  return playerKeys.find(fits)?.action;
}

const storageKey = 'my-pitch.keys';

/** Whether keyboard shortcuts are on for this device (WCAG 2.1.4 requires a way to turn them off). */
export function loadKeysOn(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  try {
    return storage.getItem(storageKey) !== 'off';
  } catch {
    // Without storage the default applies.
    return true;
  }
}

export function saveKeysOn(isOn: boolean, storage: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    storage.setItem(storageKey, isOn ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}
