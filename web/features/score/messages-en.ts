import type { Widen } from '../../lib/messages/widen.ts';

const ordinal: Readonly<Record<number, string>> = { 1: 'dotted', 2: 'double-dotted' };

/** The messages of the score, of how it is displayed, and of downloads. */
export const scoreEn = {
  score: {
    label: 'Score',
    drawing: 'Drawing the score…',
    failed: 'The score could not be drawn. Please reload the page.',
    options: 'Score settings',
    zoom: 'Size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    names: 'Note names',
    namings: { none: 'None', letters: 'C D E', syllables: 'Do Re Mi' },
    key: 'Key',
    keyName: (tonic: string, mode: 'major' | 'minor') => `${tonic} ${mode}`,
    asSung: 'sung',
    up: 'A semitone up',
    down: 'A semitone down',
    semitones: (count: number) => (count > 0 ? `+${count}` : String(count)),
    instrument: 'Written for',
    instruments: {
      concert: 'Voice, piano (C)',
      bFlat: 'B♭ clarinet, trumpet',
      eFlat: 'E♭ alto saxophone',
      f: 'F horn',
    },
    soundStays: 'Only the score is transposed. The sound stays as it was sung.',
    clef: 'Clef',
    autoClef: 'Automatic',
    clefs: {
      treble: 'Treble, concert pitch',
      'treble-8vb': 'Treble, an octave lower (tenor)',
      bass: 'Bass',
    },
    print: 'Print',
  },
  reading: {
    open: 'Score as text',
    measure: (number: number) => `Measure ${number}`,
    pickup: 'Pickup',
    note: (pitch: string, duration: string) => `${pitch} ${duration}`,
    rest: (duration: string) => `rest ${duration}`,
    wholeMeasureRest: 'whole-measure rest',
    tied: 'tied to the next',
    triplet: 'triplet',
    durations: {
      whole: 'whole',
      half: 'half',
      quarter: 'quarter',
      eighth: 'eighth',
      '16th': 'sixteenth',
      '32nd': 'thirty-second',
    },
    dotted: (dots: number, duration: string) =>
      dots > 0 ? `${ordinal[dots]} ${duration}` : duration,
    signs: {
      doubleFlat: '-double-flat',
      flat: '-flat',
      sharp: '-sharp',
      doubleSharp: '-double-sharp',
    },
    time: (beats: number, beatType: number) => `${beats}/${beatType} time`,
    tempo: (quarterBpm: number) => `${quarterBpm} quarter notes a minute`,
    swing: 'swing',
  },
  takeAway: {
    title: 'Download and share',
    score: 'Score',
    sound: 'Sound',
    paper: 'Paper',
    pdf: 'PDF',
    png: 'One line (PNG)',
    line: (from: number, to: number) => {
      if (from === 0) return to === 0 ? 'Pickup' : `Pickup–${to}`;
      return from === to ? `Measure ${from}` : `Measures ${from}–${to}`;
    },
    lineLabel: 'Line',
    midiWritten: 'MIDI, as written',
    midiSung: 'MIDI, as sung',
    shown: 'Exports match what you see, with your corrections.',
    preparing: 'Getting it ready…',
    saved: (name: string) => `${name} is saved`,
    drums: 'Drums',
    bass: 'Bass',
    other: 'Other instruments',
  },
  downloads: {
    vocals: 'Voice',
    accompaniment: 'Accompaniment',
    copyLink: 'Copy link',
    copied: 'Link copied',
    failed: 'The download did not work. Please try again.',
  },
};

export type ScoreMessages = Widen<typeof scoreEn>;
