import type { Judgement } from './judge.ts';
import type { PitchSummary } from './summary.ts';

/** The texts of the pitch view. */
export interface PitchTexts {
  readonly label: string;
  readonly views: Readonly<Record<'label' | 'score' | 'pitch' | 'both', string>>;
  readonly loading: string;
  readonly failed: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly wholeSong: string;
  readonly follow: string;
  readonly scroll: string;
  readonly legend: Readonly<Record<Judgement, string>>;
  readonly hint: string;
  readonly noNote: string;
  /** What a screen reader says of a note. */
  readonly note: (
    name: string,
    place: number,
    of: number,
    measure: number,
    facts: string,
  ) => string;
  readonly deviation: (judgement: Judgement, cents: number) => string;
  readonly facts: {
    readonly deviation: string;
    readonly length: string;
    readonly vibrato: string;
    readonly loudness: string;
    readonly measure: string;
  };
  readonly seconds: (seconds: string) => string;
  readonly straight: string;
  readonly vibrato: (hertz: string, cents: number) => string;
  readonly summary: (inTune: number, near: number) => string;
  readonly tendency: (tendency: PitchSummary['tendency'], cents: string) => string;
  readonly tuning: (hertz: string, cents: string) => string;
}
