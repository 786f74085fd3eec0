import { metreStructure } from '@my-pitch/shared/notation/metre-structure';
import { ticksPerQuarter } from '@my-pitch/shared/score';
import type { ClockSettings } from './beat-clock.ts';
import type { Aspect, HypothesisEvidence } from './hypothesis-log-probability.ts';
import type { NoteEvent } from './note-event.ts';
import type { RhythmPath } from './rhythm-path.ts';
import { type RhythmStyle, rhythmStyles, type SignatureName } from './rhythm-style.ts';
import { searchRhythms } from './search-rhythms.ts';
import type { TempoCandidate } from './tempo-candidate.ts';
import { beatLogPrior, meanLogInterval, medianBpm, tempoLogPrior } from './tempo-prior.ts';

/** Prior knowledge about a song: of its voice alone or of its accompaniment. */
export interface RhythmEvidence {
  /** Prior probability of each time signature, where the tempo level is chosen and where the metre is. */
  readonly signatureShares: Readonly<Record<Aspect, Readonly<Record<SignatureName, number>>>>;
  readonly clock: ClockSettings;
  readonly tempoCandidates: (style: RhythmStyle) => readonly TempoCandidate[];
  /** Log prior of the tempo of a hypothesis where the tempo level is chosen. */
  readonly tempoLevelLogPrior: (
    hypothesis: Pick<RhythmHypothesis, 'quarterBpm' | 'evidence'>,
  ) => number;
}

/** One way to write all notes. */
export interface RhythmHypothesis extends RhythmPath {
  readonly style: RhythmStyle;
  readonly evidence: HypothesisEvidence;
  /** Mean tempo. */
  readonly quarterBpm: number;
}

const beamWidth = 20;
/** Hypotheses kept for each style and range of tempos, and how much less probable they may be than the best. */
const maxPerSearch = 4;
const pruningNats = 10;

/**
 * Lists the ways to write sung notes: the best hypotheses of every style. Slow and fast tempos are
 * searched separately, because the hypotheses of one may crowd the others out of the beam. Each
 * written rhythm is listed once, in its most probable style.
 *
 * @param notes in time order, at least one.
 */
export function listHypotheses(
  notes: readonly NoteEvent[],
  { tempoCandidates, clock }: Pick<RhythmEvidence, 'tempoCandidates' | 'clock'>,
): RhythmHypothesis[] {
  const onsets = notes.map(({ startSeconds }) => startSeconds);
  const all = rhythmStyles.flatMap((style) => {
    const median = 60 / medianBpm(style.meanLogQuarters);
    const ranges = Map.groupBy(
      tempoCandidates(style),
      ({ secondsPerQuarter }) => secondsPerQuarter > median,
    );
    return [...ranges.values()].flatMap((range) => {
      const paths = searchRhythms(onsets, style, range, clock, beamWidth);
      const min = (paths[0]?.logProbability ?? 0) - pruningNats;
      return paths
        .filter(({ logProbability }) => logProbability > min)
        .slice(0, maxPerSearch)
        .map((path) => toHypothesis(path, style, onsets));
    });
  });
  return withoutDuplicates(all);
}

function toHypothesis(
  path: RhythmPath,
  style: RhythmStyle,
  onsets: readonly number[],
): RhythmHypothesis {
  const { ticks, logProbability, logIntervals, logStart, logPhase, tempo } = path;
  const totalTicks = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0);
  const seconds = (onsets.at(-1) ?? 0) - (onsets[0] ?? 0);
  const tickSeconds =
    totalTicks > 0 ? seconds / totalTicks : tempo.secondsPerQuarter / ticksPerQuarter;
  const bpm = 60 / (tickSeconds * ticksPerQuarter);
  const { beatTicks } = metreStructure(style.timeSignature);
  const beatSeconds = beatTicks * tickSeconds;
  const evidence = {
    onsets: logProbability - logIntervals - logStart - logPhase - tempo.logPrior,
    intervals: logIntervals,
    start: logStart,
    style: style.logShare,
    tempo: tempoLogPrior(bpm, meanLogInterval(ticks)),
    beat: beatLogPrior(beatSeconds),
  };
  return { ...path, style, evidence, quarterBpm: bpm };
}

/**
 * Of hypotheses with the same onsets, signature and swing, the one whose style and first tempo make them
 * most probable: slow and fast searches may both find a rhythm, but one starts far from its tempo.
 */
function withoutDuplicates(hypotheses: readonly RhythmHypothesis[]): RhythmHypothesis[] {
  const best = new Map<string, RhythmHypothesis>();
  const logInStyle = ({ evidence, logPhase }: RhythmHypothesis) =>
    evidence.onsets + logPhase + evidence.intervals + evidence.start + evidence.style;
  for (const hypothesis of hypotheses) {
    const { style, ticks } = hypothesis;
    const key = `${style.signatureName} ${style.isSwung} ${ticks.join()}`;
    const other = best.get(key);
    if (!other || logInStyle(hypothesis) > logInStyle(other)) best.set(key, hypothesis);
  }
  return [...best.values()];
}
