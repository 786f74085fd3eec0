import { describe, expect, it } from 'vitest';
import { featureCount, noteFeatures } from './features/hypothesis-features.ts';
import { evidenceInputs, hypothesisLogProbability } from './hypothesis-log-probability.ts';
import { rhythmStyles } from './rhythm-style.ts';
import weights from './rhythm-weights.json' with { type: 'json' };

const ticks = [0, 48, 72, 96, 144, 192, 216, 240];
const notes = ticks.map((tick, i) => ({
  startSeconds: tick / 80,
  endSeconds: tick / 80 + 0.25,
  midi: 60 + ((i * 5) % 7),
}));
const evidence = {
  onsets: 12.5,
  intervals: -20.25,
  start: -1.5,
  style: -0.75,
  tempo: -2,
  beat: -0.5,
};
const styleOf = (name: string, swung = false) =>
  rhythmStyles.find((style) => style.signatureName === name && style.isSwung === swung)!;

/** The same network as matrices: out · max(0, W one-hot + bias), summed over notes. All weights are thousandths. */
function asMatrices(network: (typeof weights)['pace'], name: string): number {
  const { traits, bias, out } = network;
  return noteFeatures(ticks, notes, styleOf(name))
    .map((features) => {
      const oneHot = Array.from({ length: featureCount }, (_, i) => Number(features.includes(i)));
      return out.reduce((sum, weight, unit) => {
        const input = traits.reduce((total, row, i) => total + oneHot[i]! * row[unit]!, 0);
        return sum + (weight / 1000) * Math.max(0, (input + bias[unit]!) / 1000);
      }, 0);
    })
    .reduce((a, b) => a + b, 0);
}

describe('hypothesisLogProbability', () => {
  it.each([
    ['tempoLevel', 'pace', '3/4'],
    ['tempoLevel', 'pace', '4/4'],
    ['metre', 'metre', '2/4'],
    ['metre', 'metre', '6/8'],
  ] as const)(
    'of %s is the weighted evidence plus the network "%s" over all notes (%s)',
    (aspect, key, name) => {
      const network = weights[key];
      const [onsets = 0, intervals = 0, ...ofSong] = evidenceInputs(styleOf(name), evidence).map(
        (input, i) => (input * network.evidence[i]!) / 1000,
      );
      const actual = hypothesisLogProbability(aspect, ticks, notes, styleOf(name), evidence);
      expect(actual.ofNotes).toBeCloseTo(onsets + intervals + asMatrices(network, name), 6);
      expect(actual.ofSong).toBeCloseTo(
        ofSong.reduce((sum, value) => sum + value, 0),
        6,
      );
    },
  );

  it('has a network for the tempo level that knows only the first 155 features', () => {
    expect(weights.pace.traits).toHaveLength(155);
    expect(weights.metre.traits).toHaveLength(featureCount);
  });
});

describe('evidenceInputs', () => {
  it('are in the order of the weights: evidence, swing, one of four signatures, then the beat', () => {
    expect(evidenceInputs(styleOf('3/4'), evidence)).toEqual([
      ...[12.5, -20.25, -1.5, -0.75, -2],
      ...[0, 0, 1, 0, 0],
      -0.5,
    ]);
    expect(evidenceInputs(styleOf('4/4', true), evidence).slice(5)).toEqual([1, 0, 0, 1, 0, -0.5]);
  });
});
