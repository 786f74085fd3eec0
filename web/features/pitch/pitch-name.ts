import type { Pitch } from '@my-pitch/shared/score';

const signs = { '-2': '♭♭', '-1': '♭', 0: '', 1: '♯', 2: '♯♯' } as const;

/** A pitch as singers read it: `C4`, `B♭3`. */
export function pitchName({ step, alter, octave }: Pitch): string {
  return `${step}${signs[alter as keyof typeof signs]}${octave}`;
}
