export const rateHz = 44_100;
const seconds = 12;
const frames = seconds * rateHz;

const soundOf = (sample: (frame: number) => number) =>
  Float32Array.from({ length: frames }, (_, i) => sample(i));

/** Noise that is the same for the same frame, −0.5 to 0.5. */
const noiseAt = (frame: number) =>
  ((Math.imul(frame ^ 0x9e3779b9, 0x85ebca6b) >>> 8) & 0xffff) / 65536 - 0.5;

export const beatFrames = rateHz / 2;

/** A drum twice a second: an abrupt onset, and a decay to a third in 20 ms. */
export const drums = soundOf((frame) => noiseAt(frame) * Math.exp(-(frame % beatFrames) / 882));

export const vibrato = { centreHz: 330, rateHz: 5.5, extentCents: 50 } as const;

/** A sung tone: eight harmonics with vibrato. */
export const sungTone = harmonicsOf((frame) => {
  const cents = vibrato.extentCents * Math.sin((2 * Math.PI * vibrato.rateHz * frame) / rateHz);
  return vibrato.centreHz * 2 ** (cents / 1200);
}, 8);

/** A chord of four strings, as of an accompaniment. */
export const chord = (() => {
  const tones = [110, 220, 277.2, 329.6].map((hertz) => harmonicsOf(() => hertz, 12));
  return soundOf((frame) => 0.4 * tones.reduce((sum, tone) => sum + (tone[frame] as number), 0));
})();

export const noise = soundOf(noiseAt);
export const opposite = noise.map((sample) => -sample);
/** Voice and accompaniment. */
export const band = soundOf((frame) => 0.5 * (chord[frame] as number) + (drums[frame] as number));

function harmonicsOf(hertzAt: (frame: number) => number, count: number): Float32Array {
  let phase = 0;
  return soundOf((frame) => {
    phase += (2 * Math.PI * hertzAt(frame)) / rateHz;
    let sum = 0;
    for (let k = 1; k <= count; k += 1) sum += Math.sin(k * phase) / k;
    return 0.3 * sum;
  });
}
