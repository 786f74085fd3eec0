import { expect, it } from 'vitest';
import { SharedProtection } from './shared-protection.ts';

/** A protection whose requests a test answers one by one. */
function createSlowProtection() {
  const requests: { readonly state: 'on' | 'off'; readonly answer: () => void }[] = [];
  const request = (state: 'on' | 'off') =>
    new Promise<void>((answer) => requests.push({ state, answer }));
  const protection = new SharedProtection({
    enable: () => request('on'),
    disable: () => request('off'),
  });
  /** Answers every request, also those that follow. */
  const settle = async (): Promise<void> => {
    for (let answered = 0; answered < requests.length; answered += 1) {
      requests[answered]?.answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { protection, settle, states: () => requests.map(({ state }) => state) };
}

it('stays on until the last song has ended', async () => {
  const { protection, settle, states } = createSlowProtection();
  void protection.begin();
  void protection.begin();
  void protection.end();
  await settle();
  expect(states()).not.toContain('off');
  void protection.end();
  await settle();
  expect(states().at(-1)).toBe('off');
});

it('sends one request at a time, so that a late answer undoes no newer request', async () => {
  const { protection, settle, states } = createSlowProtection();
  void protection.begin();
  await new Promise((resolve) => setImmediate(resolve));
  void protection.end();
  void protection.begin();
  expect(states()).toEqual(['on']);
  await settle();
  expect(states()).toEqual(['on', 'on', 'on']);
});

it('is not enabled again by a heartbeat that comes after the last song', async () => {
  const { protection, settle, states } = createSlowProtection();
  void protection.begin();
  void protection.end();
  void protection.renew();
  await settle();
  expect(states().at(-1)).toBe('off');
});
