import type { Clef, NoteType } from '@my-pitch/shared/score';

/** The texts of the score, of how it is read and of what can be taken along. */
export interface ScoreTexts {
  readonly score: {
    readonly label: string;
    readonly drawing: string;
    readonly failed: string;
    readonly options: string;
    readonly zoom: string;
    readonly zoomIn: string;
    readonly zoomOut: string;
    readonly names: string;
    readonly namings: {
      readonly none: string;
      readonly letters: string;
      readonly syllables: string;
    };
    readonly key: string;
    readonly keyName: (tonic: string, mode: 'major' | 'minor') => string;
    readonly asSung: string;
    readonly up: string;
    readonly down: string;
    readonly semitones: (count: number) => string;
    readonly instrument: string;
    readonly instruments: {
      readonly concert: string;
      readonly bFlat: string;
      readonly eFlat: string;
      readonly f: string;
    };
    readonly soundStays: string;
    readonly clef: string;
    readonly autoClef: string;
    readonly clefs: Readonly<Record<Clef, string>>;
    readonly print: string;
  };
  readonly reading: {
    readonly open: string;
    readonly measure: (number: number) => string;
    readonly pickup: string;
    readonly note: (pitch: string, duration: string) => string;
    readonly rest: (duration: string) => string;
    readonly wholeMeasureRest: string;
    readonly tied: string;
    readonly triplet: string;
    readonly durations: Readonly<Record<NoteType, string>>;
    readonly dotted: (dots: number, duration: string) => string;
    readonly signs: Readonly<Record<'doubleFlat' | 'flat' | 'sharp' | 'doubleSharp', string>>;
    readonly time: (beats: number, beatType: number) => string;
    readonly tempo: (quarterBpm: number) => string;
    readonly swing: string;
  };
  readonly takeAway: {
    readonly title: string;
    readonly score: string;
    readonly sound: string;
    readonly paper: string;
    readonly pdf: string;
    readonly png: string;
    readonly line: (from: number, to: number) => string;
    readonly lineLabel: string;
    readonly midiWritten: string;
    readonly midiSung: string;
    readonly shown: string;
    readonly preparing: string;
    readonly saved: (name: string) => string;
    readonly drums: string;
    readonly bass: string;
    readonly other: string;
  };
  readonly downloads: {
    readonly vocals: string;
    readonly accompaniment: string;
    readonly copyLink: string;
    readonly copied: string;
    readonly failed: string;
  };
}
