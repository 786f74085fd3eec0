import type { Analysis } from '@my-pitch/shared/analysis';

/**
 * Rounds an analysis to the precision of the measurements: times to 0.1 ms, pitch to 0.01 Hz or
 * 0.1 cent, loudness to 0.1 dB, probabilities to 0.001. This makes its file a third as large.
 */
export function roundAnalysis(analysis: Analysis): Analysis {
  const { f0, tempo, key } = analysis;
  return {
    ...analysis,
    durationSeconds: to(analysis.durationSeconds, 4),
    f0: {
      // Field by field, which drops the tracker's pitch candidates of unvoiced frames.
      method: f0.method,
      hopSeconds: f0.hopSeconds,
      frequencyHz: f0.frequencyHz.map((hz) => (hz === null ? null : to(hz, 2))),
      voicedProbability: f0.voicedProbability.map((probability) => to(probability, 3)),
    },
    notes: analysis.notes.map((note) => ({
      ...note,
      startSeconds: to(note.startSeconds, 4),
      endSeconds: to(note.endSeconds, 4),
      centreMidi: to(note.centreMidi, 3),
      deviationCents: to(note.deviationCents, 1),
      confidence: to(note.confidence, 3),
      loudnessDb: to(note.loudnessDb, 1),
    })),
    tuningOffsetCents: to(analysis.tuningOffsetCents, 1),
    tempo: { quarterBpm: to(tempo.quarterBpm, 2), confidence: to(tempo.confidence, 3) },
    beatSeconds: analysis.beatSeconds.map((seconds) => to(seconds, 4)),
    key: { ...key, confidence: to(key.confidence, 3) },
  };
}

function to(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // `|| 0` turns −0 into 0.
  return Math.round(value * scale) / scale || 0;
}
