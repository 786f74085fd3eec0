import type { JobId } from '@my-pitch/shared/ids';

/**
 * What the server has said about a song on this connection: nothing yet after the first question
 * (`asked`), something (`followed`), nothing yet after a repeated question (`checked`), or that it will
 * not tell (`refused`).
 */
type SongState = 'asked' | 'followed' | 'checked' | 'refused';

/**
 * The page's one socket. `idle`: no song needs it. `resting`: it waits before the next attempt to connect.
 * `suspended`: the page is frozen or offline.
 */
export interface SocketState {
  readonly phase: 'idle' | 'connecting' | 'open' | 'resting' | 'suspended';
  readonly songs: ReadonlyMap<JobId, SongState>;
  /** Connections in a row on which the server said nothing. */
  readonly failures: number;
}

export type SocketEvent =
  | { readonly type: 'follow' | 'unfollow'; readonly jobId: JobId }
  /** A message about a song. */
  | { readonly type: 'told' | 'refused'; readonly jobId: JobId }
  | { readonly type: 'opened' | 'closed' }
  /** The timer has run out. */
  | { readonly type: 'timeout' }
  /** The page may have slept: it was shown, or the device is online again. */
  | { readonly type: 'woken' }
  | { readonly type: 'suspended' };

export type SocketEffect =
  | { readonly type: 'open' | 'close' }
  | { readonly type: 'ask'; readonly jobId: JobId }
  /** Replaces the timer. */
  | { readonly type: 'timer'; readonly seconds: number }
  | { readonly type: 'no-timer' };

export interface Step {
  readonly state: SocketState;
  readonly effects: readonly SocketEffect[];
}

export const initialSocketState: SocketState = { phase: 'idle', songs: new Map(), failures: 0 };

export const socketSeconds = {
  /** For the handshake, which may wait for a cold start. */
  connect: 15,
  /** For an answer; without one the connection is dead. */
  answer: 10,
  /** Between questions. API Gateway closes a connection that is silent for ten minutes. */
  repeat: 50,
  /** An open socket without songs is kept for the next page. */
  keepIdle: 5,
  firstRest: 2,
  maxRest: 300,
} as const;

/** Whether the server tells of each change of a song now, so that the page need not poll. */
export function isLive({ phase, songs }: SocketState, jobId: JobId): boolean {
  const song = songs.get(jobId);
  return phase === 'open' && (song === 'followed' || song === 'checked');
}

/** The next state after an event, and what has to be done. */
export function nextStep(state: SocketState, event: SocketEvent): Step {
  switch (event.type) {
    case 'follow':
      return follow(state, event.jobId);
    case 'unfollow':
      return unfollow(state, event.jobId);
    case 'told':
      return heard(state, event.jobId, 'followed');
    case 'refused':
      return heard(state, event.jobId, 'refused');
    case 'opened':
      return state.phase === 'connecting' ? askAll({ ...state, phase: 'open' }) : stay(state);
    case 'closed':
      return isConnected(state) ? rest(state) : stay(state);
    case 'timeout':
      return timeout(state);
    case 'woken':
      return woken(state);
    case 'suspended':
      return suspend(state);
  }
}

function stay(state: SocketState): Step {
  return { state, effects: [] };
}

function isConnected({ phase }: SocketState): boolean {
  return phase === 'connecting' || phase === 'open';
}

function follow(state: SocketState, jobId: JobId): Step {
  if (state.songs.has(jobId)) return stay(state);
  const followed = { ...state, songs: new Map(state.songs).set(jobId, 'asked' as const) };
  if (state.phase === 'idle') return connect(followed);
  if (state.phase !== 'open') return stay(followed);
  return { state: followed, effects: [{ type: 'ask', jobId }, timer(socketSeconds.answer)] };
}

function unfollow(state: SocketState, jobId: JobId): Step {
  const songs = new Map(state.songs);
  if (!songs.delete(jobId)) return stay(state);
  const left = { ...state, songs };
  if (state.phase === 'open') return { state: left, effects: [timer(quietSeconds(left))] };
  if (songs.size > 0 || state.phase === 'suspended') return stay(left);
  const close = isConnected(state) ? [{ type: 'close' as const }] : [];
  return { state: { ...left, phase: 'idle' }, effects: [...close, { type: 'no-timer' }] };
}

function heard(state: SocketState, jobId: JobId, song: SongState): Step {
  const before = state.songs.get(jobId);
  if (state.phase !== 'open' || before === undefined) return stay(state);
  const next = { ...state, songs: new Map(state.songs).set(jobId, song), failures: 0 };
  // A message in between does not postpone the next question.
  const isAnswer = before === 'asked' || before === 'checked';
  if (!isAnswer || isWaiting(next)) return stay(next);
  return { state: next, effects: [timer(quietSeconds(next))] };
}

function timeout(state: SocketState): Step {
  switch (state.phase) {
    case 'connecting':
      return rest(state);
    case 'open':
      if (state.songs.size === 0) return end(state, 'idle');
      return isWaiting(state) ? rest(state) : askAll(state);
    case 'resting':
      return connect(state);
    default:
      return stay(state);
  }
}

function woken(state: SocketState): Step {
  if (state.phase === 'open' && state.songs.size > 0 && !isWaiting(state)) return askAll(state);
  if (state.phase !== 'suspended' && state.phase !== 'resting') return stay(state);
  return state.songs.size > 0 ? connect(state) : end(state, 'idle');
}

function suspend(state: SocketState): Step {
  return state.phase === 'idle' ? stay(state) : end(state, 'suspended');
}

/** Whether an answer is due. */
function isWaiting({ songs }: SocketState): boolean {
  return [...songs.values()].some((song) => song === 'asked' || song === 'checked');
}

/** How long an open socket may be left alone. */
function quietSeconds(state: SocketState): number {
  if (state.songs.size === 0) return socketSeconds.keepIdle;
  return isWaiting(state) ? socketSeconds.answer : socketSeconds.repeat;
}

function connect(state: SocketState): Step {
  return {
    state: { ...state, phase: 'connecting', songs: withAll(state, () => 'asked') },
    effects: [{ type: 'open' }, timer(socketSeconds.connect)],
  };
}

/** Asks for every song; those that were refused stay so until the next connection. */
function askAll(state: SocketState): Step {
  const songs = withAll(state, (song) => (song === 'followed' ? 'checked' : song));
  const asked = [...songs].filter(([, song]) => song !== 'refused').map(([jobId]) => jobId);
  const next = { ...state, songs };
  return {
    state: next,
    effects: [
      ...asked.map((jobId) => ({ type: 'ask' as const, jobId })),
      timer(quietSeconds(next)),
    ],
  };
}

/** Closes the connection and waits before the next one, longer after each failure. */
function rest(state: SocketState): Step {
  if (state.songs.size === 0) return end(state, 'idle');
  const { firstRest, maxRest } = socketSeconds;
  const seconds = Math.min(maxRest, firstRest * 2 ** state.failures);
  const songs = withAll(state, () => 'asked');
  return {
    state: { phase: 'resting', songs, failures: state.failures + 1 },
    effects: [{ type: 'close' }, timer(seconds)],
  };
}

function end(state: SocketState, phase: 'idle' | 'suspended'): Step {
  const close = isConnected(state) ? [{ type: 'close' as const }] : [];
  return {
    state: { ...state, phase, songs: withAll(state, () => 'asked') },
    effects: [...close, { type: 'no-timer' }],
  };
}

function withAll({ songs }: SocketState, change: (song: SongState) => SongState) {
  return new Map([...songs].map(([jobId, song]) => [jobId, change(song)] as const));
}

function timer(seconds: number): SocketEffect {
  return { type: 'timer', seconds };
}
