import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { glideLogOdds } from './glide-evidence.ts';

const frames = 100;
const boundary = 30;
const first = { ...measuredNote(20, boundary, 63), confidence: 0.8 };
const second = measuredNote(boundary, 80, 62);

/** The network's log-odds: sure of a note without an end, but for one frame relative to the boundary. */
function evidence({ frame = 0, inside = 5, offset = -4 } = {}) {
  const found = {
    inside: new Float32Array(frames).fill(5),
    offset: new Float32Array(frames).fill(-4),
  };
  found.inside[boundary + frame] = inside;
  found.offset[boundary + frame] = offset;
  return found;
}
const glide = glideLogOdds(first, second, evidence());
const change = (at: Parameters<typeof evidence>[0]) =>
  glideLogOdds(first, second, evidence(at)) - glide;

describe('glideLogOdds', () => {
  it('is for a glide where a doubtful sound leads into a note without an end between them', () => {
    const seconds = 10 * gridHopSeconds;
    const expected = 2.94 - 1.73 * Math.log(seconds) - 6.18 * 0.8 - 0.71 + 1.09 * 3 + 1.26 * 4;
    expect(glide).toBeCloseTo(expected, 4);
    expect(glide).toBeGreaterThan(0);
  });

  it('falls where the network is not sure of being inside a note', () => {
    expect(change({ frame: -6, inside: 1 })).toBeCloseTo(-2.18, 4);
    expect(change({ frame: 2, inside: 1 })).toBeCloseTo(-2.18, 4);
    expect(change({ frame: -7, inside: 1 })).toBeCloseTo(0, 4);
    expect(change({ frame: 3, inside: 1 })).toBeCloseTo(0, 4);
    expect(change({ inside: 4 })).toBeCloseTo(0, 4);
  });

  it('falls where it hears an end, up to log-odds of 3', () => {
    expect(change({ frame: -4, offset: 0 })).toBeCloseTo(-5.04, 4);
    expect(change({ frame: 2, offset: 0 })).toBeCloseTo(-5.04, 4);
    expect(change({ frame: -5, offset: 0 })).toBeCloseTo(0, 4);
    expect(change({ frame: 3, offset: 0 })).toBeCloseTo(0, 4);
    expect(change({ offset: 8 })).toBeCloseTo(-1.26 * 7, 4);
  });

  it('falls with the length, the confidence and the distance of the sound', () => {
    const of = (changes: Partial<typeof first>) =>
      glideLogOdds({ ...first, ...changes }, second, evidence()) - glide;
    const seconds = first.endSeconds - first.startSeconds;
    expect(of({ endSeconds: first.startSeconds + 2 * seconds })).toBeCloseTo(-1.73 * Math.LN2, 4);
    expect(of({ confidence: 0.9 })).toBeCloseTo(-0.618, 4);
    expect(of({ centreMidi: 64 })).toBeCloseTo(-0.71, 4);
    expect(of({ centreMidi: 60 })).toBeCloseTo(-0.71, 4);
  });

  it('looks no further than the start of the recording', () => {
    const early = glideLogOdds(first, measuredNote(2, 40), evidence());
    expect(early).toBeCloseTo(glide, 4);
  });
});
