import { expect, it } from 'vitest';
import { handOverLink } from './hand-over-link.ts';

const link = { title: 'Ode', url: 'https://example.org/song#1' };

/** A device whose dialogue and clipboard work, or fail. */
function deviceWith({
  dialogue,
  isClipboardAllowed = true,
}: {
  readonly dialogue?: 'shares' | 'is closed' | 'fails';
  readonly isClipboardAllowed?: boolean;
}) {
  const taken: unknown[] = [];
  const share = async (data?: ShareData) => {
    if (dialogue === 'is closed') throw new DOMException('Closed', 'AbortError');
    if (dialogue === 'fails') throw new DOMException('Not here', 'NotAllowedError');
    taken.push(data);
  };
  const writeText = async (text: string) => {
    if (!isClipboardAllowed) throw new DOMException('Not here', 'NotAllowedError');
    taken.push(text);
  };
  const clipboard = { writeText } as Clipboard;
  return { taken, device: { clipboard, ...(dialogue ? { share } : {}) } };
}

it.each([
  ['another app, by the device’s dialogue', { dialogue: 'shares' }, 'shared', [link]],
  ['nobody, when the dialogue is closed', { dialogue: 'is closed' }, 'closed', []],
  ['the clipboard, when the dialogue fails', { dialogue: 'fails' }, 'copied', [link.url]],
  ['the clipboard of a device without a dialogue', {}, 'copied', [link.url]],
  ['nobody where both are denied', { isClipboardAllowed: false }, 'impossible', []],
] as const)('hands a link to %s', async (_, abilities, result, expected) => {
  const { device, taken } = deviceWith(abilities);
  expect(await handOverLink(link, device, true)).toBe(result);
  expect(taken).toEqual(expected);
});

it('copies the link where no dialogue is wanted, as on a desktop', async () => {
  const { device, taken } = deviceWith({ dialogue: 'shares' });
  expect(await handOverLink(link, device, false)).toBe('copied');
  expect(taken).toEqual([link.url]);
  expect(await handOverLink(link, {}, false)).toBe('impossible');
});
