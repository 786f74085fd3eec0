import { describe, expect, it } from 'vitest';
import { segmentVoice } from './segment-voice.ts';

const frames = 80;
const filled = (logOdds: number) => new Float32Array(frames).fill(logOdds);

/** The network's log-odds for one note of frames 10 to 40, of which it is so sure. */
function network(inside: number) {
  const evidence = { onset: filled(-6), offset: filled(-6), inside: filled(-6) };
  evidence.onset[10] = 4;
  evidence.offset[40] = 4;
  evidence.inside.fill(inside, 10, 40);
  return evidence;
}
const note = { startFrame: 10, endFrame: 40 };

describe('segmentVoice', () => {
  it('finds the notes of the network', () => {
    const midi = filled(Number.NaN).fill(60, 10, 40);
    const { spans, evidence, isSureOfNetwork } = segmentVoice(midi, network(4));
    expect(spans).toEqual([note]);
    expect(evidence.inside).toEqual(network(4).inside);
    expect(isSureOfNetwork(note)).toBe(true);
  });

  it('adds a note where a pitch is sustained, of which the network is not sure', () => {
    const midi = filled(Number.NaN).fill(60, 10, 40).fill(67, 45, 75);
    const { spans, evidence, isSureOfNetwork } = segmentVoice(midi, network(4));
    const hummed = { startFrame: 45, endFrame: 75 };
    expect(spans).toEqual([note, hummed]);
    expect(evidence.inside[50]).toBe(2);
    expect(isSureOfNetwork(hummed)).toBe(false);
  });

  it('promotes a sustained pitch within a note of confidence below 0.7', () => {
    const midi = filled(Number.NaN).fill(60, 10, 40);
    const logOdds = (probability: number) => Math.log(probability / (1 - probability));
    expect(segmentVoice(midi, network(logOdds(0.72))).evidence.inside[20]).toBeLessThan(1);
    expect(segmentVoice(midi, network(logOdds(0.68))).evidence.inside[20]).toBe(2);
  });

  it('pools onsets that neighbouring frames share', () => {
    const evidence = network(4);
    evidence.onset.fill(0, 8, 13);
    expect(segmentVoice(filled(60), evidence).evidence.onset[10]).toBeGreaterThan(3);
  });
});
