import { firstAtOrAfter } from './click-track.ts';

/** Notes in time order; starts and ends in frames of the song. Those that begin together sound together. */
export interface Melody {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly frequenciesHz: Float64Array;
}

const silentMelody: Melody = {
  starts: new Float64Array(),
  ends: new Float64Array(),
  frequenciesHz: new Float64Array(),
};

/** Amplitudes of the harmonics: soft like a flute; the second helps it stand out from instruments. */
const harmonics = [1, 0.42, 0.18, 0.08, 0.03];
const gain = 0.22;
const attackSeconds = 0.02;
const releaseSeconds = 0.09;
/** After the attack the level decays exponentially to this one. */
const sustainLevel = 0.6;
const decaySeconds = 1.2;
const tableSize = 2048;

interface Tone {
  /** In samples of the table. */
  phase: number;
  /** In the song's key. */
  readonly phaseIncrement: number;
  level: number;
  /** In frames of the song. */
  readonly end: number;
  isInAttack: boolean;
  isReleased: boolean;
}

/** Wavetable synthesiser for a melody, or for chords. The playback speed does not change its pitch, the key does. */
export class ScoreVoice {
  readonly #sampleRateHz: number;
  readonly #table: Float32Array;
  #melody: Melody = silentMelody;
  #tones: Tone[] = [];
  #ratio = 1;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#table = harmonicTable();
  }

  /** Replaces the melody and releases what sounds. */
  setMelody(melody: Melody): void {
    this.#melody = melody;
    this.release();
  }

  /** Plays at `ratio` times the melody's frequencies, also what sounds. */
  setRatio(ratio: number): void {
    this.#ratio = ratio;
  }

  /** Releases all tones, before a jump or a pause. */
  release(): void {
    for (const tone of this.#tones) tone.isReleased = true;
  }

  /** Starts the notes that span this position, for a jump into their middle. */
  startNoteAt(position: number): void {
    const { starts, ends } = this.#melody;
    const last = firstAtOrAfter(starts, position) - 1;
    if (last < 0) return;
    for (let index = firstAtOrAfter(starts, starts[last] as number); index <= last; index += 1) {
      if ((ends[index] as number) > position) this.#noteOn(index);
    }
  }

  /** Fills frames `from` … `from + count`. The song is at `position` in the first of them. */
  render(
    into: Float32Array,
    from: number,
    count: number,
    { position, speed }: { position: number; speed: number },
  ): void {
    const { starts } = this.#melody;
    let next = speed > 0 ? firstAtOrAfter(starts, position) : starts.length;
    for (let i = 0; i < count; i += 1) {
      const reached = position + (i + 1) * speed;
      while (next < starts.length && (starts[next] as number) < reached) {
        this.#noteOn(next);
        next += 1;
      }
      let sum = 0;
      for (const tone of this.#tones) sum += this.#sample(tone, reached);
      into[from + i] = gain * sum;
    }
    if (this.#tones.some(isOver)) this.#tones = this.#tones.filter((tone) => !isOver(tone));
  }

  #noteOn(index: number): void {
    const { starts } = this.#melody;
    if (starts[index] !== starts[index - 1]) this.release();
    const frequencyHz = this.#melody.frequenciesHz[index] as number;
    this.#tones.push({
      phase: 0,
      phaseIncrement: (frequencyHz * tableSize) / this.#sampleRateHz,
      level: 0,
      end: this.#melody.ends[index] as number,
      isInAttack: true,
      isReleased: false,
    });
  }

  #sample(tone: Tone, reached: number): number {
    if (reached >= tone.end) tone.isReleased = true;
    const frameSeconds = 1 / this.#sampleRateHz;
    if (tone.isReleased) tone.level = Math.max(0, tone.level - frameSeconds / releaseSeconds);
    else if (tone.isInAttack) {
      tone.level = Math.min(1, tone.level + frameSeconds / attackSeconds);
      tone.isInAttack = tone.level < 1;
    } else tone.level += ((sustainLevel - tone.level) * frameSeconds) / decaySeconds;
    const index = Math.floor(tone.phase);
    const left = this.#table[index] as number;
    const right = this.#table[index + 1] as number;
    const value = left + (tone.phase - index) * (right - left);
    tone.phase = (tone.phase + this.#ratio * tone.phaseIncrement) % tableSize;
    return tone.level * value;
  }
}

function isOver(tone: Tone): boolean {
  return tone.isReleased && tone.level <= 0;
}

/** One period, and its first sample again for the interpolation at its end. */
function harmonicTable(): Float32Array {
  const total = harmonics.reduce((sum, amplitude) => sum + amplitude, 0);
  return Float32Array.from({ length: tableSize + 1 }, (_, i) => {
    const phase = (2 * Math.PI * i) / tableSize;
    const value = harmonics.reduce(
      (sum, amplitude, k) => sum + amplitude * Math.sin((k + 1) * phase),
      0,
    );
    return value / total;
  });
}
