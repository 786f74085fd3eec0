import { expect, it } from 'vitest';
import { VariantSessions } from './variant-sessions.ts';

const fast = { precision: 'int8', voiceOnly: true } as const;
const exact = { precision: 'float32', voiceOnly: false } as const;

function recorded(provider: string) {
  const events: string[] = [];
  const sessions = new VariantSessions(async ({ precision }) => {
    events.push(`open ${precision}`);
    return { provider, close: async () => void events.push(`close ${precision}`) };
  });
  return { sessions, events };
}

it('keeps a network open while songs need the same variant', async () => {
  const { sessions, events } = recorded('cpu');
  for (const variant of [fast, { ...fast }, exact]) await sessions.open(variant);
  await sessions.close();
  expect(events).toEqual(['open int8', 'close int8', 'open float32', 'close float32']);
});

it('uses one network for all precisions on a GPU', async () => {
  const { sessions, events } = recorded('cuda');
  const exactVoice = { ...exact, voiceOnly: true };
  for (const variant of [fast, exactVoice, exact]) await sessions.open(variant);
  expect(events).toEqual(['open int8', 'close int8', 'open float32']);
});

it('opens a network again after it was closed, and closes it once', async () => {
  const { sessions, events } = recorded('cpu');
  await sessions.open(fast);
  await sessions.close();
  await sessions.close();
  await sessions.open(fast);
  expect(events).toEqual(['open int8', 'close int8', 'open int8']);
});
