import { describe, expect, it } from 'vitest';
import type { MeasuredNote } from '../measurement/measure-note.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { dropDoubtful } from './drop-doubtful.ts';

const before = measuredNote(10, 40);
const after = measuredNote(60, 90);
const unsure = { ...measuredNote(45, 57), confidence: 0.6 };
const isSure = () => true;

/** Whether a note is kept beside the sure notes before and after. */
function isKept(
  note: MeasuredNote,
  isSureOfNetwork: (span: MeasuredNote['span']) => boolean = isSure,
) {
  const notes = [before, after, note].toSorted((a, b) => a.startSeconds - b.startSeconds);
  return dropDoubtful(notes, isSureOfNetwork).includes(note);
}

describe('dropDoubtful', () => {
  it('keeps unsure notes between sure ones, and before them', () => {
    expect(dropDoubtful([before, unsure, after], isSure)).toEqual([before, unsure, after]);
    expect(dropDoubtful([unsure, after], isSure)).toEqual([unsure, after]);
  });

  it('drops unsure notes where no sure one is near', () => {
    const second = { ...measuredNote(60, 75), confidence: 0.6 };
    expect(dropDoubtful([unsure, second], isSure)).toEqual([]);
    expect(dropDoubtful([], isSure)).toEqual([]);
  });

  it('is sure from a confidence of 0.7 on, and drops everything below 0.5', () => {
    const far = measuredNote(900, 930);
    expect(isKept({ ...far, confidence: 0.7 })).toBe(true);
    expect(isKept({ ...far, confidence: 0.69 })).toBe(false);
    expect(isKept({ ...unsure, confidence: 0.5 })).toBe(true);
    expect(isKept({ ...unsure, confidence: 0.49 })).toBe(false);
  });

  it('keeps unsure notes less than 1 s, or 86 frames, from a sure one', () => {
    const later = (startFrame: number) => ({
      ...measuredNote(startFrame, startFrame + 12),
      confidence: 0.6,
    });
    expect(isKept(later(90 + 86))).toBe(true);
    expect(isKept(later(90 + 87))).toBe(false);
    const sure = measuredNote(200, 230);
    const early = (endFrame: number) => ({
      ...measuredNote(endFrame - 12, endFrame),
      confidence: 0.6,
    });
    expect(dropDoubtful([early(200 - 86), sure], isSure)).toHaveLength(2);
    expect(dropDoubtful([early(200 - 87), sure], isSure)).toHaveLength(1);
  });

  it('keeps unsure notes less than a fifth from a sure one, above or below', () => {
    for (const direction of [1, -1]) {
      expect(isKept({ ...unsure, centreMidi: 62 + direction * 6.9 })).toBe(true);
      expect(isKept({ ...unsure, centreMidi: 62 + direction * 7.1 })).toBe(false);
    }
  });

  it('drops an unsure note under ten frames that passes from one sure note to the next', () => {
    const passing = (startFrame: number, length: number) => ({
      ...measuredNote(startFrame, startFrame + length),
      confidence: 0.6,
    });
    expect(isKept(passing(42, 9))).toBe(false);
    expect(isKept(passing(42, 10))).toBe(true);
    expect(isKept(passing(43, 9))).toBe(true);
    expect(isKept(passing(49, 9))).toBe(false);
    expect(isKept(passing(48, 9))).toBe(true);
  });

  it('drops notes 40 dB below the loudest', () => {
    const soft = (loudnessDb: number) => ({ ...measuredNote(100, 140), loudnessDb });
    expect(isKept(soft(-59))).toBe(true);
    expect(isKept(soft(-60))).toBe(false);
  });

  it('drops notes 20 dB below the loudest that are found by their pitch alone', () => {
    const isBefore100 = ({ startFrame }: { startFrame: number }) => startFrame < 100;
    const soft = (loudnessDb: number) => ({ ...measuredNote(100, 140), loudnessDb });
    expect(isKept(soft(-39), isBefore100)).toBe(true);
    expect(isKept(soft(-40), isBefore100)).toBe(false);
    expect(isKept(soft(-40))).toBe(true);
  });

  it('compares with the loudest tenth: one shout in ten notes does not count, three loud notes do', () => {
    const song = Array.from({ length: 9 }, (_, i) => measuredNote(40 * i, 40 * i + 30));
    const shout = { ...measuredNote(360, 390), loudnessDb: 0 };
    const soft = { ...measuredNote(400, 430), loudnessDb: -55 };
    expect(dropDoubtful([...song, shout, soft], isSure)).toContain(soft);
    expect(dropDoubtful([shout, soft], isSure)).toEqual([shout]);
    const loudNotes = [0, 1, 2].map((i) => ({
      ...measuredNote(440 + 40 * i, 470 + 40 * i),
      loudnessDb: -14,
    }));
    expect(dropDoubtful([...song, soft, ...loudNotes], isSure)).not.toContain(soft);
  });
});
