import { inTuneCents } from '@my-pitch/shared/scoring/in-tune';
import type { Widen } from '../../lib/messages/widen.ts';
import type { Judgement } from './judge.ts';
import type { PitchSummary } from './summary.ts';

const amount = (cents: number) => `${Math.abs(cents)} ${Math.abs(cents) === 1 ? 'cent' : 'cents'}`;

export const pitchEn = {
  label: 'Pitch',
  views: { label: 'What is shown', score: 'Score', pitch: 'Pitch', both: 'Both' },
  loading: 'Loading the pitch curve…',
  failed: 'The pitch curve could not be loaded. The notes are shown without it.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeSong: 'Whole song',
  scroll: 'Shown part',
  legend: { 'in-tune': 'in tune', sharp: 'sharp', flat: 'flat' },
  hint: 'Click a note for its details, click between notes to go there. Drag to scroll, hold Ctrl and turn the wheel to zoom.',
  hintTouch:
    'Tap a note for its details, tap between notes to go there. Drag to scroll, pinch to zoom.',
  editingHint:
    'Drag a barline below the notes to where you hear it, and the end of a selected note to change its length.',
  noNote: 'Tap a note to see how it was sung.',
  /** Describes a note to screen readers. */
  note: (name: string, index: number, of: number, measure: number, facts: string) =>
    `${name}, note ${index} of ${of}, bar ${measure}: ${facts}`,
  deviation: (judgement: Judgement, cents: number) =>
    judgement === 'in-tune'
      ? `in tune (${cents === 0 ? 'no difference' : `${amount(cents)} ${cents > 0 ? 'sharp' : 'flat'}`})`
      : `${amount(cents)} ${judgement}`,
  facts: {
    deviation: 'Pitch',
    length: 'Length',
    vibrato: 'Vibrato',
    loudness: 'Loudness',
    measure: 'Bar',
  },
  seconds: (seconds: string) => `${seconds} s`,
  straight: 'none',
  vibrato: (hertz: string, cents: number) => `${hertz} Hz, ±${cents} cents`,
  summary: (inTune: number, near: number) =>
    `${inTune}% of what you sang is within ${inTuneCents} cents of the note, ${near}% within 50.`,
  tendency: (tendency: PitchSummary['tendency'], cents: string) =>
    tendency === 'centred'
      ? 'You lean neither sharp nor flat.'
      : `On the whole you lean ${tendency}, by about ${amount(Number(cents))}.`,
  tuning: (hertz: string, cents: string) =>
    `Measured against your own tuning: your A is ${hertz} Hz, ${cents} cents from 440 Hz.`,
};

export type PitchMessages = Widen<typeof pitchEn>;
