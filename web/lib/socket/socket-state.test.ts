import type { JobId } from '@my-pitch/shared/ids';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialSocketState,
  isLive,
  nextStep,
  type SocketEffect,
  type SocketEvent,
  type SocketState,
  socketSeconds,
} from './socket-state.ts';

const [a, b] = ['a' as JobId, 'b' as JobId];
const follow = (jobId: JobId): SocketEvent => ({ type: 'follow', jobId });
const unfollow = (jobId: JobId): SocketEvent => ({ type: 'unfollow', jobId });
const told = (jobId: JobId): SocketEvent => ({ type: 'told', jobId });
const refused = (jobId: JobId): SocketEvent => ({ type: 'refused', jobId });
const [opened, closed, timeout, woken, suspended] = (
  ['opened', 'closed', 'timeout', 'woken', 'suspended'] as const
).map((type) => ({ type })) as SocketEvent[] as [
  SocketEvent,
  SocketEvent,
  SocketEvent,
  SocketEvent,
  SocketEvent,
];

/** The state after these events, and what the last one asked for. */
function after(...events: readonly SocketEvent[]) {
  let state = initialSocketState;
  let effects: readonly SocketEffect[] = [];
  for (const event of events) ({ state, effects } = nextStep(state, event));
  return { state, effects: effects.map(textOf) };
}

function textOf(effect: SocketEffect): string {
  if (effect.type === 'ask') return `ask ${effect.jobId}`;
  return effect.type === 'timer' ? `${effect.seconds} s` : effect.type;
}

const followed = [follow(a), opened, told(a)];

it('connects for the first song, asks for every song once it is open, and is live after the answer', () => {
  expect(after(follow(a)).effects).toEqual(['open', '15 s']);
  expect(after(follow(a), follow(b), opened).effects).toEqual(['ask a', 'ask b', '10 s']);
  const one = after(follow(a), follow(b), opened, told(a));
  expect([isLive(one.state, a), isLive(one.state, b), one.effects]).toEqual([true, false, []]);
  expect(after(follow(a), follow(b), opened, told(a), told(b)).effects).toEqual(['50 s']);
});

it('asks for a further song on the same connection', () => {
  expect(after(...followed, follow(b)).effects).toEqual(['ask b', '10 s']);
  expect(after(...followed, follow(a)).effects).toEqual([]);
});

it('repeats its questions, and stays live meanwhile', () => {
  const asked = after(...followed, timeout);
  expect([asked.effects, isLive(asked.state, a)]).toEqual([['ask a', '10 s'], true]);
  expect(after(...followed, timeout, told(a)).effects).toEqual(['50 s']);
});

it('does not postpone the next question when the server tells something in between', () => {
  expect(after(...followed, told(a)).effects).toEqual([]);
});

describe('gives up a connection', () => {
  it.each([
    ['that does not open', [follow(a), timeout]],
    ['that is refused', [follow(a), closed]],
    ['that gives no first answer', [follow(a), opened, timeout]],
    ['that gives no answer to a repeated question', [...followed, timeout, timeout]],
    ['that the server closes', [...followed, closed]],
  ])('%s, and rests for two seconds', (_, events) => {
    const { state, effects } = after(...events);
    expect([state.phase, isLive(state, a), effects]).toEqual(['resting', false, ['close', '2 s']]);
    expect(nextStep(state, timeout).effects.map(textOf)).toEqual(['open', '15 s']);
  });
});

it('rests longer after each failure, up to five minutes, until the server answers', () => {
  let state: SocketState = after(follow(a)).state;
  const rests: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const resting = nextStep(state, closed);
    rests.push(textOf(resting.effects[1] ?? { type: 'close' }));
    state = nextStep(resting.state, timeout).state;
  }
  expect(rests.map((text) => Number.parseInt(text, 10))).toEqual([
    ...[2, 4, 8, 16, 32, 64, 128, 256, 300, 300],
  ]);
  const answered = [opened, told(a), closed].reduce(
    (now, event) => nextStep(now, event).state,
    state,
  );
  expect(answered.failures).toBe(1);
});

it('a song that is refused is polled, and asked for again on the next connection only', () => {
  const { state, effects } = after(follow(a), follow(b), opened, told(a), refused(b));
  expect([isLive(state, b), effects]).toEqual([false, ['50 s']]);
  expect(nextStep(state, timeout).effects.map(textOf)).toEqual(['ask a', '10 s']);
  const again = after(follow(a), follow(b), opened, refused(b), closed, timeout, opened);
  expect(again.effects).toEqual(['ask a', 'ask b', '10 s']);
});

describe('without songs', () => {
  it('keeps an open connection for five seconds', () => {
    expect(after(...followed, unfollow(a)).effects).toEqual(['5 s']);
    const ended = after(...followed, unfollow(a), timeout);
    expect([ended.state.phase, ended.effects]).toEqual(['idle', ['close', 'no-timer']]);
    expect(after(...followed, unfollow(a), follow(b)).effects).toEqual(['ask b', '10 s']);
  });

  it('ends an attempt to connect, and a rest', () => {
    expect(after(follow(a), unfollow(a)).effects).toEqual(['close', 'no-timer']);
    const resting = after(...followed, closed, unfollow(a));
    expect([resting.state.phase, resting.effects]).toEqual(['idle', ['no-timer']]);
  });

  it('does not come back after a close', () => {
    expect(after(...followed, unfollow(a), closed).state.phase).toBe('idle');
  });
});

describe('a page that slept', () => {
  it('asks at once whether its connection still lives', () => {
    expect(after(...followed, woken).effects).toEqual(['ask a', '10 s']);
    expect(after(...followed, woken, woken).effects).toEqual([]);
  });

  it('ends its rest', () => {
    expect(after(...followed, closed, woken).effects).toEqual(['open', '15 s']);
  });

  it('closes its socket before it is frozen, and connects when it is back', () => {
    expect(after(...followed, suspended).effects).toEqual(['close', 'no-timer']);
    expect(after(...followed, suspended, follow(b)).effects).toEqual([]);
    expect(after(...followed, suspended, woken).effects).toEqual(['open', '15 s']);
    expect(after(...followed, suspended, unfollow(a), woken).state.phase).toBe('idle');
    expect(after(suspended, follow(a)).effects).toEqual(['open', '15 s']);
  });
});

it('whatever happens: a connection or a timer exists exactly when songs need one', () => {
  const event = fc.oneof(
    fc.constantFrom(follow(a), follow(b), unfollow(a), unfollow(b), told(a), told(b), refused(b)),
    fc.constantFrom(opened, closed, timeout, woken, suspended),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state = initialSocketState;
      let isConnected = false;
      let hasTimer = false;
      for (const each of events) {
        const step = nextStep(state, each);
        // A timer that has run out is gone.
        if (each.type === 'timeout') hasTimer = false;
        for (const effect of step.effects) {
          if (effect.type === 'open') {
            expect(isConnected).toBe(false);
            isConnected = true;
          }
          if (effect.type === 'close') isConnected = false;
          if (effect.type === 'ask') expect(step.state.phase).toBe('open');
          if (effect.type === 'timer') hasTimer = true;
          if (effect.type === 'no-timer') hasTimer = false;
        }
        state = step.state;
        const { phase } = state;
        expect(isConnected).toBe(phase === 'connecting' || phase === 'open');
        if (phase === 'resting' || phase === 'connecting') expect(hasTimer).toBe(true);
        if (phase === 'idle') expect([hasTimer, state.songs.size]).toEqual([false, 0]);
      }
    }),
  );
});

it('asks often enough for API Gateway, which closes a connection that is silent for ten minutes', () => {
  expect(socketSeconds.repeat + socketSeconds.answer).toBeLessThan(600);
});
