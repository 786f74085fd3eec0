import { firstAtOrAfter } from './click-track.ts';

/** The notes of a melody, in frames of the song, in time order. */
export interface Melody {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly hertz: Float64Array;
}

const silentMelody: Melody = {
  starts: new Float64Array(),
  ends: new Float64Array(),
  hertz: new Float64Array(),
};

/** Amplitudes of the harmonics: round, like a soft flute, with enough of a second to be found among instruments. */
const harmonics = [1, 0.42, 0.18, 0.08, 0.03];
const loudness = 0.22;
const attackSeconds = 0.02;
const releaseSeconds = 0.09;
/** A held note sinks slowly to this share of its loudness, as breath does. */
const sustain = 0.6;
const sinkSeconds = 1.2;
const tableSize = 2048;

interface Tone {
  phase: number;
  step: number;
  level: number;
  end: number;
  isRising: boolean;
  isReleased: boolean;
}

/** Sings a melody in simple tones whose pitch no speed changes. */
export class ScoreVoice {
  private readonly sampleRateHz: number;
  private readonly table: Float32Array;
  private melody: Melody = silentMelody;
  private tones: Tone[] = [];

  constructor(sampleRateHz: number) {
    this.sampleRateHz = sampleRateHz;
    this.table = harmonicTable();
  }

  setMelody(melody: Melody): void {
    this.melody = melody;
    this.release();
  }

  /** Lets go of what sounds: the song is about to go on elsewhere, or to pause. */
  release(): void {
    for (const tone of this.tones) tone.isReleased = true;
  }

  /** Takes up the note that a jump lands in the middle of. */
  takeUp(position: number): void {
    const index = firstAtOrAfter(this.melody.starts, position) - 1;
    if (index >= 0 && (this.melody.ends[index] as number) > position) this.begin(index);
  }

  /** Fills frames `from` … `from + count`, in which the song goes from `position` on. */
  render(
    into: Float32Array,
    from: number,
    count: number,
    { position, speed }: { position: number; speed: number },
  ): void {
    const { starts } = this.melody;
    let next = speed > 0 ? firstAtOrAfter(starts, position) : starts.length;
    for (let i = 0; i < count; i += 1) {
      const reached = position + (i + 1) * speed;
      while (next < starts.length && (starts[next] as number) < reached) {
        this.begin(next);
        next += 1;
      }
      let sum = 0;
      for (const tone of this.tones) sum += this.sample(tone, reached);
      into[from + i] = loudness * sum;
    }
    if (this.tones.some(isOver)) this.tones = this.tones.filter((tone) => !isOver(tone));
  }

  private begin(index: number): void {
    this.release();
    this.tones.push({
      phase: 0,
      step: ((this.melody.hertz[index] as number) * tableSize) / this.sampleRateHz,
      level: 0,
      end: this.melody.ends[index] as number,
      isRising: true,
      isReleased: false,
    });
  }

  private sample(tone: Tone, reached: number): number {
    if (reached >= tone.end) tone.isReleased = true;
    const perFrame = 1 / this.sampleRateHz;
    if (tone.isReleased) tone.level = Math.max(0, tone.level - perFrame / releaseSeconds);
    else if (tone.isRising) {
      tone.level = Math.min(1, tone.level + perFrame / attackSeconds);
      tone.isRising = tone.level < 1;
    } else tone.level += ((sustain - tone.level) * perFrame) / sinkSeconds;
    const whole = Math.floor(tone.phase);
    const here = this.table[whole] as number;
    const beyond = this.table[whole + 1] as number;
    const value = here + (tone.phase - whole) * (beyond - here);
    tone.phase = (tone.phase + tone.step) % tableSize;
    return tone.level * value;
  }
}

function isOver(tone: Tone): boolean {
  return tone.isReleased && tone.level <= 0;
}

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
