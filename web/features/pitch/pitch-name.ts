import type { Pitch } from '@my-pitch/shared/score';

const signs = { '-2': '♭♭', '-1': '♭', 0: '', 1: '♯', 2: '♯♯' } as const;

/** The name of a pitch: `C4`, `B♭3`. */
export function pitchName({ step, alter, octave }: Pitch): string {
  return `${step}${signs[alter as keyof typeof signs]}${octave}`;
}
