import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { describe, expect, it } from 'vitest';
import { pausedAt, type Transport } from '../player/engine/transport.ts';
import type { HeardBlock } from './capture/heard-block.ts';
import { finishTake } from './finish-take.ts';
import type { Latency } from './latency/stored-latency.ts';
import { LiveSinging } from './live-singing.ts';
import { LiveTracker } from './tracker/live-tracker.ts';

const rateHz = 44_100;
const latencySeconds = 0.12;
const reference = makeSong(3, 2);
const end = Math.round(((reference.at(-1)?.endSeconds ?? 0) + 1) * rateHz);
const score = { measures: [], timeMap: [] };
const playing: Transport = { ...pausedAt(0, end, 5000), speed: 1 };

/** Sings to a song that plays by a transport: what the microphone hears from frame 0 of the audio clock on. */
function singTo(
  transport: Transport,
  notes: readonly ReferenceNote[],
  { semitones = 0, lateSeconds = latencySeconds, frames = end + 20_000 } = {},
): HeardBlock[] {
  const sound = new Float32Array(frames);
  for (const { startSeconds, endSeconds, midi } of notes) {
    const frameAt = (seconds: number) =>
      Math.round(
        transport.atFrame +
          (seconds * rateHz - transport.position) / transport.speed +
          lateSeconds * rateHz,
      );
    const step = (2 * Math.PI * 440 * 2 ** ((midi + semitones - 69) / 12)) / rateHz;
    for (let i = frameAt(startSeconds); i < frameAt(endSeconds); i++) {
      for (let h = 1; h <= 6; h++) sound[i] = (sound[i] ?? 0) + (0.1 * Math.sin(h * step * i)) / h;
    }
  }
  const tracker = new LiveTracker(rateHz);
  return Array.from({ length: Math.floor(frames / 512) }, (_, block) => {
    const samples = sound.slice(512 * block, 512 * (block + 1));
    const pitches: HeardBlock['pitches'][number][] = [];
    tracker.push(samples, (pitch) => pitches.push(pitch));
    return { startFrame: 512 * block, samples, pitches, playbackRms: 0.1 };
  });
}

function singingTo(transport: () => Transport): LiveSinging {
  const rates = { rateHz, soundRateHz: rateHz };
  const key = { keyShiftSemitones: 0, offsetSemitones: 0 };
  return new LiveSinging(transport, { reference, latencySeconds, ...rates, ...key });
}

function finished(
  blocks: readonly HeardBlock[],
  transport: Transport = playing,
  { source = 'assumed', isDevice }: { source?: Latency['source']; isDevice?: boolean } = {},
) {
  const singing = singingTo(() => transport);
  for (const block of blocks) singing.hear(block);
  const take = singing.result;
  return { singing, finished: take && finishTake(take, score, source, rateHz, isDevice) };
}

describe('singing along', () => {
  it('as written has all points, and each note is judged', () => {
    const { singing, finished: take } = finished(singTo(playing, reference));
    expect(take?.comparison.overall.strict).toBeGreaterThan(96);
    expect([...(singing.picture?.verdicts.values() ?? [])]).toEqual(reference.map(() => 'in-tune'));
    expect(take?.delay).toBeUndefined();
    expect(take?.seconds).toBeGreaterThan(end / rateHz - 0.3);
  });

  it('an octave lower costs nothing; in another key it is not the song', () => {
    const points = (semitones: number) =>
      finished(singTo(playing, reference, { semitones })).finished?.comparison.overall.normal;
    expect(points(-12)).toBeGreaterThan(96);
    expect(points(3)).toBeLessThan(25);
  });

  it('in silence has no points', () => {
    const { finished: take } = finished(singTo(playing, []));
    expect(take?.comparison.overall.normal).toBe(0);
    expect(take?.comparison.counts.missed).toBe(reference.length);
  });

  it('at another speed has all points too', () => {
    const slow = { ...playing, speed: 0.8 };
    const blocks = singTo(slow, reference, { frames: Math.round(end / 0.8) });
    expect(finished(blocks, slow).finished?.comparison.overall.normal).toBeGreaterThan(96);
  });
});

describe('a take that is late as a whole', () => {
  const take = (lateSeconds: number, settings: Parameters<typeof finished>[2]) => {
    const blocks = singTo(playing, reference, { lateSeconds: latencySeconds + lateSeconds });
    return finished(blocks, playing, settings).finished;
  };

  it('is the device’s while the latency is only assumed, in the points and in the sound', async () => {
    const late = take(0.13, { source: 'assumed' });
    expect(late?.delay).toEqual({ seconds: expect.closeTo(0.13, 1), isDevice: true });
    expect(late?.comparison.overall.strict).toBeGreaterThan(95);
    const [inTime, counted] = [late, take(0.13, { source: 'assumed', isDevice: false })];
    expect(counted?.comparison.overall.strict).toBeLessThan(85);
    const lengths = [inTime, counted].map((each) => each?.sound.size ?? 0);
    expect(((lengths[1] ?? 0) - (lengths[0] ?? 0)) / (2 * rateHz)).toBeCloseTo(0.13, 1);
  });

  it.each(['measured', 'sung'] as const)('is the singer’s once the latency is %s', (source) => {
    const late = take(0.13, { source });
    expect(late?.delay).toEqual({ seconds: expect.closeTo(0.13, 1), isDevice: false });
    expect(late?.comparison.overall.strict).toBeLessThan(85);
    expect(take(0.13, { source, isDevice: true })?.comparison.overall.strict).toBeGreaterThan(95);
  });

  it('is the device’s if it is later than singers are: other headphones, for example', () => {
    expect(take(0.2, { source: 'measured' })?.delay?.isDevice).toBe(true);
  });
});

it('the sound begins where the take begins', async () => {
  const { finished: take } = finished(singTo(playing, reference));
  const samples = new Int16Array((await take?.sound.arrayBuffer())?.slice(44) ?? []);
  const first = samples.findIndex((sample) => Math.abs(sample) > 500) / rateHz;
  expect(first).toBeCloseTo(reference[0]?.startSeconds ?? 0, 2);
});

it('each lap of a loop is a take; a fragment at the end does not replace it', () => {
  const [first, last] = [reference[0]!, reference[7]!];
  const loop = {
    start: Math.round((first.startSeconds - 0.05) * rateHz),
    end: Math.round((last.endSeconds + 0.05) * rateHz),
  };
  const looped = { ...playing, position: loop.start, audibleFrom: loop.start, loop };
  const length = loop.end - loop.start;
  const secondLap = { ...looped, atFrame: looped.atFrame + length };
  const sungLaps = [
    singTo(looped, reference.slice(0, 8), {
      semitones: 1.5,
      frames: looped.atFrame + length + 6000,
    }),
    singTo(secondLap, reference.slice(0, 8), { frames: looped.atFrame + 2 * length + 60_000 }),
  ] as const;
  const isLater = ({ startFrame }: HeardBlock) => startFrame >= looped.atFrame + length + 6000;
  const blocks = [...sungLaps[0].slice(0, -1), ...sungLaps[1].filter(isLater)];
  const take = finished(blocks, looped).finished;
  expect(take?.comparison.counts).toMatchObject({ sung: 8, missed: 0 });
  expect(take?.comparison.notes[8]?.status).toBe('not-compared');
});

it('nothing is heard while the song is paused', () => {
  const { singing } = finished(singTo(playing, reference), pausedAt(0, end));
  expect(singing.result).toBeUndefined();
  expect(singing.picture).toBeUndefined();
});
