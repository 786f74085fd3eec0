import { sureConfidence } from '../cleanup/drop-doubtful.ts';
import { confidenceOf } from '../measurement/measure-note.ts';
import type { NoteEvidence } from '../network/note-network.ts';
import { decodeNotes, type NoteSpan } from './decode-notes.ts';
import { decodeSettings } from './decode-settings.ts';
import { poolOnsets } from './pool-onsets.ts';
import { promoteSustainedPitch } from './promote-sustained-pitch.ts';

export interface Segmentation {
  /** In time order, without overlaps. */
  readonly spans: readonly NoteSpan[];
  /** The evidence behind the spans: the network's, with pooled onsets and sustained pitches promoted. */
  readonly evidence: NoteEvidence;
  /** Whether the network alone is confident of a note there, without promoted pitches. */
  readonly isSureOfNetwork: (span: NoteSpan) => boolean;
}

/**
 * Divides a voice into notes. Decodes once by the network's evidence; where a pitch is sustained
 * outside of those notes, decodes again with that pitch promoted to a note.
 *
 * @param midi fractional MIDI, one a frame, NaN where unvoiced.
 * @param network the note network's log-odds for the same frames.
 */
export function segmentVoice(midi: Float32Array, network: NoteEvidence): Segmentation {
  const pooled = { ...network, onset: poolOnsets(network.onset) };
  const isSureOfNetwork = (span: NoteSpan) => confidenceOf(span, pooled) >= sureConfidence;
  const spans = decodeNotes(midi, pooled, decodeSettings);
  const evidence = promoteSustainedPitch(midi, pooled, spans.filter(isSureOfNetwork));
  if (!evidence) return { spans, evidence: pooled, isSureOfNetwork };
  return { spans: decodeNotes(midi, evidence, decodeSettings), evidence, isSureOfNetwork };
}
