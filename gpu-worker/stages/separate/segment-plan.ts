/** One stretch of the song that the network sees, in frames of the song. */
export interface Segment {
  /** The stretch's own part of the song. */
  readonly offset: number;
  readonly length: number;
  /** Where reading begins; before the song's start it reads silence. */
  readonly readFrom: number;
}

/**
 * Cuts a song into overlapping segments. One that reaches beyond the song's end is centred on what
 * it has, with the song itself to its left where there is any, as demucs does.
 */
export function planSegments(
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
 * Cuts a song into the fewest whole segments whose neighbours share at least `minOverlap`, at even
 * distances, the first at the song's start and the last at its end: none is spent on silence beyond
 * it. A song no longer than a segment is one, centred.
 */
export function spreadSegments(
  songFrames: number,
  segmentFrames: number,
  minOverlap: number,
): readonly Segment[] {
  const reach = songFrames - segmentFrames;
  if (reach <= 0) return planSegments(songFrames, segmentFrames, 0);
  const steps = Math.ceil(reach / strideOf(segmentFrames, minOverlap));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const offset = Math.round((i * reach) / steps);
    return { offset, length: segmentFrames, readFrom: offset };
  });
}

/** Frames from one segment's start to the next one's. */
function strideOf(segmentFrames: number, overlap: number): number {
  return Math.floor((1 - overlap) * segmentFrames);
}

/** The triangle, at most 1 and never 0, with which overlapping segments are blended. */
export function transitionWeights(segmentFrames: number): Float32Array {
  const peak = segmentFrames - Math.floor(segmentFrames / 2);
  return Float32Array.from(
    { length: segmentFrames },
    (_, i) => Math.min(i + 1, segmentFrames - i) / peak,
  );
}
