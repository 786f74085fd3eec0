'use client';
import { useMediaQuery } from '../../lib/device/use-media-query.ts';

/** A mouse or a trackpad: what has one has keys, and a tablet without one has none. */
const query = '(any-pointer: fine)';

/** Whether the device has keys, as far as a page can tell. */
export function useHasKeyboard(): boolean {
  return useMediaQuery(query, true);
}
