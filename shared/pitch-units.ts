/** Fractional MIDI note number of a frequency in equal temperament at A4 = 440 Hz = 69. */
export function hzToMidi(hz: number): number {
  return 69 + 12 * Math.log2(hz / 440);
}

/** Frequency of a fractional MIDI note number in equal temperament at A4 = 440 Hz = 69. */
export function midiToHz(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}
