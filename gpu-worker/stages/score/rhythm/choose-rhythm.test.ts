import { describe, expect, it } from 'vitest';
import { ode, sungNote } from '../testing/melodies.ts';
import { accompaniedEvidence } from './accompanied-evidence.ts';
import {
  chooseRhythm,
  extendToAllNotes,
  type JudgedHypothesis,
  mostProbableMetre,
  tempoLevels,
  voiceEvidence,
} from './choose-rhythm.ts';
import { type Aspect, hypothesisLogProbability } from './hypothesis-log-probability.ts';
import { listHypotheses, type RhythmEvidence } from './list-hypotheses.ts';
import { rhythmStyles, type SignatureName } from './rhythm-style.ts';
import { tempoLogPrior } from './tempo-prior.ts';

/** The most probable tempo level. */
const mostProbableTempoLevel = (hypotheses: readonly JudgedHypothesis[]) =>
  tempoLevels(hypotheses)[0]!;
const styleOf = (name: string) => rhythmStyles.find(({ signatureName }) => signatureName === name)!;
/** A hypothesis that writes the notes `length` ticks long, with the log probabilities of both networks. */
const judged = (
  length: number,
  byTempoLevel: number,
  byMetre: number,
  name = '4/4',
): JudgedHypothesis => ({
  logProbability: 0,
  logIntervals: 0,
  logStart: 0,
  logPhase: 0,
  ticks: [48, 48 + length],
  secondsPerQuarter: [0.5, 0.5],
  tempo: { secondsPerQuarter: 0.5, logPrior: 0, spread: 0.05 },
  style: styleOf(name),
  evidence: { onsets: 0, intervals: 0, start: 0, style: 0, tempo: 0, beat: 0 },
  quarterBpm: 120,
  byTempoLevel,
  byMetre,
});

describe('mostProbableTempoLevel', () => {
  it('judges by the network of the tempo level alone', () => {
    const [slow, fast] = [judged(100, -5, 10), judged(200, -4, -4)];
    expect(mostProbableTempoLevel([slow, fast])).toEqual({ hypotheses: [fast], logWeight: -4 });
  });

  it('adds the weights of all hypotheses of a level', () => {
    const [a, b, c] = [judged(100, -5, -5), judged(100, -5, -5, '3/4'), judged(200, -4.5, -4.5)];
    // Two of e^−5 outweigh one of e^−4.5.
    const level = mostProbableTempoLevel([c, a, b]);
    expect(level.hypotheses).toEqual([a, b]);
    expect(level.logWeight).toBeCloseTo(-5 + Math.LN2, 9);
  });

  it('has triplets and duplets on one level, but not half and double', () => {
    const together = mostProbableTempoLevel([judged(100, 0, 0), judged(150, -1, -1)]);
    expect(together.hypotheses).toHaveLength(2);
    expect(together.logWeight).toBeCloseTo(Math.log(1 + Math.exp(-1)), 9);
    expect(
      mostProbableTempoLevel([judged(100, 0, 0), judged(165, -1, -1)]).hypotheses,
    ).toHaveLength(1);
    expect(mostProbableTempoLevel([judged(100, 0, 0), judged(61, -1, -1)]).hypotheses).toHaveLength(
      1,
    );
  });
});

describe('mostProbableMetre', () => {
  it('takes the best by the metre network, with its signature’s share of all weight as confidence', () => {
    const hypotheses = [
      judged(100, 0, Math.log(3), '3/4'),
      judged(100, 9, Math.log(2), '2/4'),
      judged(100, 0, Math.log(1), '3/4'),
      judged(100, 0, Math.log(2), '4/4'),
    ];
    const chosen = mostProbableMetre(hypotheses);
    expect(chosen.style.signatureName).toBe('3/4');
    expect(chosen.confidence).toBeCloseTo((3 + 1) / 8, 9);
  });
});

describe('chooseRhythm', () => {
  const notes = ode.slice(0, 15);

  /** The choice, from the networks and the priors of signature and, over a band, downbeat and tempo. */
  function expectChoice(
    evidence: RhythmEvidence,
    signaturePriors: Record<SignatureName, number>,
    levelPriors = signaturePriors,
  ) {
    const chosen = chooseRhythm(notes, evidence);
    const both = listHypotheses(notes, evidence).map((hypothesis) => {
      const { ticks, style, tempo, logPhase } = hypothesis;
      const ofBand = tempo.beatGrid === undefined ? 0 : logPhase + tempo.logPrior;
      const by = (aspect: Aspect, noteWeight: number) => {
        const { ofNotes, ofSong } = hypothesisLogProbability(
          ...([aspect, ticks, notes, style, hypothesis.evidence] as const),
        );
        const priors = aspect === 'metre' ? signaturePriors : levelPriors;
        const logPrior = ofBand + Math.log(priors[style.signatureName]);
        return noteWeight * ofNotes + ofSong + logPrior;
      };
      return {
        ...hypothesis,
        byTempoLevel: by('tempoLevel', 1) + evidence.tempoLevelLogPrior(hypothesis),
        byMetre: by('metre', 1),
      };
    });
    const level = mostProbableTempoLevel(both);
    expect(chosen.tempoLevelLogWeight).toBeCloseTo(level.logWeight, 9);
    const expected = mostProbableMetre(level.hypotheses);
    expect(chosen.ticks).toEqual(expected.ticks);
    expect(chosen.confidence).toBeCloseTo(expected.confidence, 9);
  }

  it('corrects the networks by the prior of each signature over its share in training', () => {
    expectChoice(
      voiceEvidence,
      { '2/4': 0.45 / 0.28, '3/4': 1, '4/4': 0.31 / 0.48, '6/8': 1 },
      { '2/4': 0.38 / 0.28, '3/4': 1, '4/4': 0.38 / 0.48, '6/8': 1 },
    );
  });

  it('adds over a band the log probabilities of its downbeats and its tempo', () => {
    const beatSeconds = Array.from({ length: 32 }, (_, i) => 0.75 * i);
    const downbeatStrengths = beatSeconds.map((_, i) => (i % 4 === 0 ? 1.5 : -0.5));
    const evidence = accompaniedEvidence({ beatSeconds, downbeatStrengths }, 0.75);
    expectChoice(evidence, {
      '2/4': 0.03 / 0.28,
      '3/4': 0.09 / 0.16,
      '4/4': 0.76 / 0.48,
      '6/8': 0.12 / 0.08,
    });
  });

  it('chooses the same tempo level for a song and for four of its verses', () => {
    const seconds = 24;
    const verses = [0, 1, 2, 3].flatMap((verse) =>
      ode.map(({ startSeconds, endSeconds, midi }) =>
        sungNote(startSeconds + verse * seconds, endSeconds + verse * seconds, midi),
      ),
    );
    for (const speed of [0.75, 1, 1.4]) {
      const at = (song: typeof ode) =>
        song.map((note) => sungNote(note.startSeconds / speed, note.endSeconds / speed, note.midi));
      const first = (song: typeof ode) => {
        const { ticks } = chooseRhythm(at(song), voiceEvidence);
        return ticks[1]! - ticks[0]!;
      };
      expect(first(verses)).toBe(first(ode));
    }
  });

  it('judges by the first 250 notes', () => {
    const many = Array.from({ length: 260 }, (_, i) => sungNote(i, i + 0.8, 60 + (i % 3)));
    expect(chooseRhythm(many, voiceEvidence).ticks).toHaveLength(250);
  });

  it('tries 30 tempos from 32 to 230, spaced by a constant ratio, that are plausible for the style', () => {
    for (const style of rhythmStyles) {
      const tempos = voiceEvidence.tempoCandidates(style);
      const bpms = tempos.map(({ secondsPerQuarter }) => 60 / secondsPerQuarter);
      const ratio = (230 / 32) ** (1 / 29);
      bpms.slice(1).forEach((bpm, i) => {
        expect(bpm / bpms[i]!).toBeCloseTo(ratio, 9);
      });
      tempos.forEach(({ logPrior }, i) => {
        expect(logPrior).toBeCloseTo(tempoLogPrior(bpms[i]!, style.meanLogQuarters), 9);
        expect(logPrior).toBeGreaterThan(-12);
      });
      const isPlausible = (bpm: number) => tempoLogPrior(bpm, style.meanLogQuarters) > -12;
      const all = Array.from({ length: 30 }, (_, i) => 32 * ratio ** i).filter(isPlausible);
      expect(bpms).toHaveLength(all.length);
      expect(bpms[0]).toBeCloseTo(all[0]!, 6);
    }
  });
});

describe('extendToAllNotes', () => {
  const chosen = chooseRhythm(ode.slice(0, 15), voiceEvidence);

  it('continues the chosen rhythm in its style, from its position, to the last note', () => {
    const whole = extendToAllNotes(ode, chosen, voiceEvidence);
    expect(whole.ticks).toHaveLength(ode.length);
    expect(whole.ticks.slice(0, 15)).toEqual(chosen.ticks);
    expect(whole.style).toBe(chosen.style);
    expect(whole.confidence).toBe(chosen.confidence);
    const intervals = whole.ticks.slice(16).map((tick, i) => tick - whole.ticks[i + 15]!);
    // The second line of the tune: quarters, then a dotted quarter, an eighth and a half.
    expect(intervals).toEqual([...Array(11).fill(48), 48, 72, 24].slice(0, intervals.length));
  });

  it('tries tempos within a factor of e^0.3, or 35 %, of the chosen one', () => {
    const { secondsPerQuarter } = chosen.tempo;
    /** The tempo from which the whole rhythm starts if there is only one other tempo. */
    const startAt = (logRatio: number) => {
      const other = { secondsPerQuarter: secondsPerQuarter * Math.exp(logRatio), logPrior: 0 };
      const tempoCandidates = () => [{ ...other, spread: 0.2 }];
      return extendToAllNotes(ode, chosen, { ...voiceEvidence, tempoCandidates }).tempo
        .secondsPerQuarter;
    };
    for (const sign of [1, -1]) {
      expect(startAt(sign * 0.28)).toBeCloseTo(secondsPerQuarter * Math.exp(sign * 0.28), 9);
      expect(startAt(sign * 0.32)).toBe(secondsPerQuarter);
    }
  });

  it('returns a rhythm that has all notes as it is', () => {
    expect(extendToAllNotes(ode.slice(0, 15), chosen, voiceEvidence)).toBe(chosen);
  });
});
