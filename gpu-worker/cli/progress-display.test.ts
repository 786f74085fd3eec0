import { progressAt } from '@my-pitch/shared/stages';
import { describe, expect, it } from 'vitest';
import { formatSeconds, ProgressDisplay, progressLine } from './progress-display.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, display: new ProgressDisplay({ isTTY, write: (text) => written.push(text) }) };
}

describe('ProgressDisplay', () => {
  it('writes one line per stage without a terminal', () => {
    const { written, display } = record(false);
    for (const fraction of [0, 0.5, 1]) display.show(progressAt('decode', fraction));
    display.show(progressAt('separate', 0));
    display.clear();
    expect(written).toEqual(['Reading the file\n', 'Separating the voice\n']);
  });

  it('redraws one line of a terminal and clears it at the end', () => {
    const { written, display } = record(true);
    display.show(progressAt('decode', 1));
    display.clear();
    expect(written[0]).toMatch(/^\r[█░]{28} .*Reading the file/);
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('keeps the estimated end when a stage begins', () => {
    const { written, display } = record(true);
    const endsAt = new Date(Date.now() + 600_000).toISOString();
    display.show({ ...progressAt('separate', 1), endsAt });
    display.show(progressAt('pitch', 0));
    expect(written[1]).toMatch(/Following the pitch · (10:00|9:5\d) left/);
  });

  it('shows how much of a model is downloaded', () => {
    const { written, display } = record(true);
    display.showDownload(87_000_000, 174_000_000);
    expect(written[0]).toContain('87 of 174 MB');
  });
});

describe('progressLine', () => {
  const half = { stage: 'separate', stageFraction: 0.5, overallFraction: 0.5 } as const;
  const nowMs = Date.UTC(2026, 0, 1);

  it('shows the time until the estimated end', () => {
    expect(progressLine({ ...half, endsAt: '2026-01-01T00:01:00.000Z' }, nowMs)).toBe(
      '██████████████░░░░░░░░░░░░░░  50 % · Separating the voice · 1:00 left',
    );
  });

  it('shows no time without an estimate, or when the estimate is past', () => {
    expect(progressLine(half, nowMs)).not.toContain('left');
    const late = { ...half, endsAt: '2025-12-31T23:59:50.000Z' };
    expect(progressLine(late, nowMs)).not.toContain('left');
  });
});

it.each([
  [0.2, '0:00'],
  [59.6, '1:00'],
  [185, '3:05'],
  [4320, '72:00'],
])('formats %d s as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
