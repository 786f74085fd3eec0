/** One stretch of the song that the network sees, in frames of the song. */
export interface Segment {
  /** First frame and length of the part that is blended into the result. */
  readonly offset: number;
  readonly length: number;
  /** First frame that the network sees; may be negative. Frames outside the song are silent. */
  readonly readFrom: number;
}

/**
 * demucs' plan (`apply_model`, split=True): segments at a fixed stride from the song's start. A segment
 * that extends beyond the song's end is shortened and centred in what the network sees, with the song to
 * its left and silence to its right.
 * @param overlap share of a segment, at least 0 and less than 1.
 */
export function demucsSegments(
  songFrames: number,
  segmentFrames: number,
  overlap: number,
): readonly Segment[] {
  const stride = strideOf(segmentFrames, overlap);
  return Array.from({ length: Math.ceil(songFrames / stride) }, (_, i) => {
    const offset = i * stride;
    const length = Math.min(segmentFrames, songFrames - offset);
    return { offset, length, readFrom: offset - Math.floor((segmentFrames - length) / 2) };
  });
}

/**
 * The minimum number of whole segments, evenly spaced from the song's start to its end, whose neighbours
 * overlap by at least `minOverlap`. No segment extends beyond the song. A song no longer than a segment
 * gets one, centred.
 * @param minOverlap share of a segment, at least 0 and less than 1.
 */
export function evenSegments(
  songFrames: number,
  segmentFrames: number,
  minOverlap: number,
): readonly Segment[] {
  const lastOffset = songFrames - segmentFrames;
  if (lastOffset <= 0) return demucsSegments(songFrames, segmentFrames, 0);
  const strideCount = Math.ceil(lastOffset / strideOf(segmentFrames, minOverlap));
  return Array.from({ length: strideCount + 1 }, (_, i) => {
    const offset = Math.round((i * lastOffset) / strideCount);
    return { offset, length: segmentFrames, readFrom: offset };
  });
}

/** Frames from one segment's start to the next one's. */
function strideOf(segmentFrames: number, overlap: number): number {
  return Math.floor((1 - overlap) * segmentFrames);
}

/** demucs' weights for blending overlapping segments: a triangle with maximum 1 that is never 0. */
export function transitionWeights(segmentFrames: number): Float32Array {
  const peak = segmentFrames - Math.floor(segmentFrames / 2);
  return Float32Array.from(
    { length: segmentFrames },
    (_, i) => Math.min(i + 1, segmentFrames - i) / peak,
  );
}
