import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineCommand } from './engine/commands.ts';
import { pieceFrames } from './engine/pcm-store.ts';
import type { Transport } from './engine/transport.ts';
import { type PlayerOutput, SongPlayer } from './song-player.ts';
import type { StemSource } from './stems/stem-source.ts';

/** At this rate a frame is a millisecond. */
const rateHz = 1000;
/** Transports are scheduled 20 ms ahead. */
const ahead = 20;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A sound card whose clock only {@link advance} moves, and a record of the engine's commands. */
class FakeOutput implements PlayerOutput {
  readonly context = {
    currentTime: 0,
    outputLatency: 0,
    sampleRate: rateHz,
    resume: vi.fn(async () => undefined),
    suspend: vi.fn(async () => undefined),
  };
  readonly commands: EngineCommand[] = [];
  readonly close = vi.fn();

  send(command: EngineCommand): void {
    this.commands.push(command);
  }

  advance(seconds: number): void {
    this.context.currentTime += seconds;
    vi.advanceTimersByTime(1000 * seconds);
  }

  get transports() {
    return this.commands.filter((command) => command.type === 'transport');
  }

  get newest(): Transport | undefined {
    return this.transports.at(-1)?.transport;
  }
}

function stemOf(frames: number, decoded: number[] = []): StemSource {
  return {
    frames,
    decode: async (piece) => {
      decoded.push(piece);
      return [new Float32Array(1)];
    },
  };
}

/** A player of a song of ten seconds. */
function open(stems: readonly StemSource[] = [stemOf(10_000)]) {
  const output = new FakeOutput();
  return { output, player: new SongPlayer(output, stems) };
}

it('lasts as long as its longest stem', () => {
  expect(open([stemOf(8000), stemOf(10_000), stemOf(500)]).player.duration).toBe(10);
  expect(open([]).player.duration).toBe(0);
});

it('hands decoded sound to the engine', async () => {
  const { output } = open([stemOf(10_000), stemOf(10_000)]);
  await vi.waitFor(() => expect(output.commands).toHaveLength(2));
  expect(output.commands).toMatchObject([
    { type: 'piece', stem: 0, piece: 0 },
    { type: 'piece', stem: 1, piece: 0 },
  ]);
});

describe('play', () => {
  it('resumes the sound card and starts shortly after now, from the beginning', async () => {
    const { output, player } = open();
    output.advance(3);
    expect(player.isPlaying).toBe(false);
    const started = player.play();
    expect(player.isPlaying).toBe(true);
    await started;
    expect(output.context.resume).toHaveBeenCalledTimes(1);
    expect(output.transports).toEqual([
      {
        type: 'transport',
        transport: {
          ...{ atFrame: 3000 + ahead, position: 0, speed: 1, audibleFrom: 0, end: 10_000 },
        },
        countIn: { positions: new Float64Array(), accents: new Uint8Array() },
      },
    ]);
  });

  it('moves the position with the clock, up to the end', async () => {
    const { output, player } = open();
    await player.play();
    output.advance(2.02);
    expect(player.position).toBeCloseTo(2, 9);
    expect(player.target).toBeCloseTo(2, 9);
    output.advance(60);
    expect(player.position).toBe(10);
  });

  it('does nothing while the song plays', async () => {
    const { output, player } = open();
    await player.play();
    await player.play();
    expect(output.transports).toHaveLength(1);
  });

  it('starts again from the beginning after the end, but not shortly before it', async () => {
    const { output, player } = open();
    await player.seek(10);
    await player.play();
    expect(output.newest).toMatchObject({ position: 0, speed: 1 });
    output.advance(30);
    player.pause();
    expect(player.position).toBe(10);
    await player.play();
    expect(output.newest).toMatchObject({ position: 0, speed: 1 });
    player.pause();
    await player.seek(9.999);
    await player.play();
    expect(output.newest).toMatchObject({ position: 9999, speed: 1 });
  });

  it('does not start when a pause came while its sound was being decoded', async () => {
    const { output, player } = open();
    const started = player.play();
    player.pause();
    await started;
    expect(player.isPlaying).toBe(false);
    expect(output.transports.map(({ transport }) => transport.speed)).toEqual([0]);
  });

  it('starts at the new position when a seek came while its sound was being decoded', async () => {
    const { output, player } = open();
    const started = player.play();
    const moved = player.seek(5);
    expect(player.position).toBe(5);
    await Promise.all([started, moved]);
    const moving = output.transports.filter(({ transport }) => transport.speed > 0);
    expect(moving.map(({ transport }) => transport.position)).toEqual([5000]);
  });

  it('fails when its sound cannot be decoded; constructing the player does not', async () => {
    const broken = { frames: 10_000, decode: () => Promise.reject(new Error('broken')) };
    await expect(open([broken]).player.play()).rejects.toThrow('broken');
  });
});

describe('pause', () => {
  it('holds the audible position at once', async () => {
    const { output, player } = open();
    await player.play();
    output.advance(2.02);
    player.pause();
    expect(player.isPlaying).toBe(false);
    expect(output.newest).toMatchObject({ atFrame: 0, position: 2000, speed: 0 });
    output.advance(5);
    expect(player.position).toBe(2);
    await player.play();
    expect(output.newest).toMatchObject({ position: 2000, speed: 1 });
  });

  it('releases the sound card after 20 seconds', async () => {
    const { output, player } = open();
    await player.play();
    player.pause();
    output.advance(15);
    player.pause();
    output.advance(19.999);
    expect(output.context.suspend).not.toHaveBeenCalled();
    output.advance(0.001);
    expect(output.context.suspend).toHaveBeenCalledTimes(1);
  });

  it('keeps the sound card when the song plays again before that', async () => {
    const { output, player } = open();
    player.pause();
    await player.play();
    output.advance(60);
    expect(output.context.suspend).not.toHaveBeenCalled();
  });
});

describe('seek', () => {
  it('stays within the song', async () => {
    const { player } = open();
    await player.seek(-3);
    expect(player.position).toBe(0);
    await player.seek(99);
    expect(player.position).toBe(10);
  });

  it('shows the new position of a paused song before its sound is decoded', () => {
    const { output, player } = open();
    void player.seek(4);
    expect(player.position).toBe(4);
    expect(output.newest).toMatchObject({ atFrame: 0, position: 4000, speed: 0, end: 10_000 });
  });

  it('plays on from the new position; the target moves first, the audible position later', async () => {
    const { output, player } = open();
    output.context.outputLatency = 0.1;
    output.advance(1);
    await player.play();
    output.advance(2.12);
    expect(player.position).toBeCloseTo(2, 9);
    await player.seek(7);
    expect(output.newest).toMatchObject({ atFrame: 3120 + ahead, position: 7000, speed: 1 });
    expect(player.position).toBeCloseTo(2, 9);
    expect(player.target).toBe(7);
    output.advance(0.12);
    expect(player.position).toBeCloseTo(7, 9);
    expect(player.target).toBeCloseTo(7, 9);
    output.advance(0.5);
    expect(player.target).toBeCloseTo(7.5, 9);
  });

  it('never starts at a position that a newer seek superseded', async () => {
    const { output, player } = open();
    await player.play();
    await Promise.all([player.seek(2), player.seek(5)]);
    expect(output.transports.map(({ transport }) => transport.position)).toEqual([0, 5000]);
  });

  it('lands on the first frame at or after the wanted time', async () => {
    const { output, player } = open();
    await player.seek(1.2342);
    expect(output.newest?.position).toBe(1235);
  });
});

describe('setSpeed', () => {
  it('changes the speed of a playing song where it is then', async () => {
    const { output, player } = open();
    await player.play();
    output.advance(1);
    player.setSpeed(0.5);
    // The song started at frame 20, so at frame 1020 it has reached 1000.
    expect(output.newest).toMatchObject({
      ...{ atFrame: 1000 + ahead, position: 1000, audibleFrom: 1000, speed: 0.5, end: 10_000 },
    });
    output.advance(2.02);
    expect(player.position).toBeCloseTo(2, 9);
  });

  it('applies to the next start while the song is paused', async () => {
    const { output, player } = open();
    player.setSpeed(1.5);
    expect(output.transports).toEqual([]);
    await player.play();
    expect(output.newest?.speed).toBe(1.5);
  });
});

describe('setLoop', () => {
  it('repeats the section, in whole frames', async () => {
    const { output, player } = open();
    player.setLoop({ startSeconds: 1.0001, endSeconds: 2.5 });
    await player.play();
    expect(output.newest?.loop).toEqual({ start: 1001, end: 2500 });
    output.advance(3.52);
    expect(player.position).toBeCloseTo(1.001 + 1, 9);
  });

  it('applies to a playing song at once, and so does its removal', async () => {
    const { output, player } = open();
    await player.play();
    player.setLoop({ startSeconds: 1, endSeconds: 2 });
    expect(output.newest?.loop).toEqual({ start: 1000, end: 2000 });
    player.setLoop(undefined);
    expect(output.newest).not.toHaveProperty('loop');
  });

  it('decodes the loop’s start right after the current position', async () => {
    const decoded: number[] = [];
    const { player } = open([stemOf(100 * pieceFrames, decoded)]);
    await vi.waitFor(() => expect(decoded).toHaveLength(11));
    player.setLoop({ startSeconds: 50 * 131.072, endSeconds: 60 * 131.072 });
    await player.seek(80 * 131.072);
    await vi.waitFor(() => expect(decoded.length).toBeGreaterThan(15));
    expect(decoded.slice(11, 16)).toEqual([80, 81, 50, 51, 82]);
  });
});

describe('count-in', () => {
  const countIn = {
    leadSeconds: 2,
    clicks: [2, 1.5, 1, 0.5].map((secondsBefore) => ({
      secondsBefore,
      isDownbeat: secondsBefore === 2,
    })),
  };

  it('clicks before the song, whose shown position waits for it', async () => {
    const { output, player } = open();
    await player.seek(5);
    await player.play(countIn);
    expect(output.transports.at(-1)).toEqual({
      type: 'transport',
      transport: {
        ...{ atFrame: ahead, position: 3000, speed: 1, audibleFrom: 5000, end: 10_000 },
      },
      countIn: {
        positions: Float64Array.from([3000, 3500, 4000, 4500]),
        accents: Uint8Array.from([1, 0, 0, 0]),
      },
    });
    output.advance(1);
    expect(player.position).toBe(5);
    output.advance(2.02);
    expect(player.position).toBeCloseTo(6, 9);
  });

  it('ends when the speed changes: the song starts at once', async () => {
    const { output, player } = open();
    await player.seek(5);
    await player.play(countIn);
    output.advance(1);
    player.setSpeed(0.5);
    expect(output.transports.at(-1)).toMatchObject({
      transport: { atFrame: 1000 + ahead, position: 5000, audibleFrom: 5000, speed: 0.5 },
      countIn: { positions: new Float64Array() },
    });
  });
});

describe('prefetch', () => {
  it('decodes what follows the position that will be reached', async () => {
    const decoded: number[] = [];
    const { output, player } = open([stemOf(100 * pieceFrames, decoded)]);
    await player.play();
    await vi.waitFor(() => expect(decoded).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    // 19 ms before the third piece: by then the clock has gone on by 20 ms.
    output.advance((2 * pieceFrames + ahead - 19) / rateHz);
    player.prefetch();
    await vi.waitFor(() => expect(decoded).toContain(12));
    expect(decoded.slice(11)).toEqual([11, 12]);
  });

  it('ignores sound that cannot be decoded', async () => {
    const broken = { frames: 10_000, decode: () => Promise.reject(new Error('broken')) };
    const { player } = open([broken]);
    expect(() => player.prefetch()).not.toThrow();
    await vi.advanceTimersByTimeAsync(1);
  });
});

describe('close', () => {
  it('closes the output, and does not start what was about to play', async () => {
    const { output, player } = open();
    await player.seek(1);
    const started = player.play();
    player.close();
    await started;
    expect(output.close).toHaveBeenCalledTimes(1);
    expect(output.transports.map(({ transport }) => transport.speed)).toEqual([0]);
  });

  it('stops decoding', async () => {
    const decoded: number[] = [];
    const { player } = open([stemOf(100 * pieceFrames, decoded)]);
    await player.seek(0);
    player.close();
    await vi.advanceTimersByTimeAsync(1);
    expect(decoded.length).toBeLessThan(3);
  });

  it('does not release the sound card of a song that was closed while paused', () => {
    const { output, player } = open();
    player.pause();
    player.close();
    output.advance(60);
    expect(output.context.suspend).not.toHaveBeenCalled();
  });
});
