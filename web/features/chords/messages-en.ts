import type { Widen } from '../../lib/messages/widen.ts';

export const chordsEn = {
  tools: 'Chord',
  text: 'Chord',
  /** What is sounding where no chord begins. */
  holds: (chord: string) => `${chord} goes on`,
  unknown: 'Not a chord. Write it like C, Am7/G, F#dim or N.C.',
  actions: {
    earlier: 'Move the chord one beat earlier',
    later: 'Move the chord one beat later',
    delete: 'Delete the chord',
  },
  suggest: 'Suggest chords',
  /** Beside the button, once they are there. */
  suggested: 'Chords in parentheses are suggested: they follow from the melody and were not heard.',
  removeSuggestions: 'Remove suggested chords',
  suggestionsRemoved: 'The suggested chords are gone',
  nothingToSuggest: 'There are no notes to suggest chords for',
  suggestingFailed: 'The chords could not be suggested. Please try again.',
  words: { earlier: 'Earlier', later: 'Later', delete: 'Delete' },
} as const;

export type ChordsMessages = Widen<typeof chordsEn>;
