'use client';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { scrollBehavior } from '../../lib/device/scroll-behavior.ts';
import { useFrames } from '../player/use-frames.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { currentLine, type KaraokeLine, sungShare } from './karaoke-lines.ts';

/**
 * Fills the words of the current line as they are sung, and keeps that line in sight. Like the position
 * slider, it changes the elements of the list each frame without rendering.
 * @returns the ref of the list, and the index of the current line.
 */
export function useLineFill(
  lines: readonly KaraokeLine[],
  { position, target }: Pick<PlayerControls, 'position' | 'target'>,
) {
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState(() => currentLine(lines, target()));
  useFrames(
    useCallback(() => {
      const seconds = position();
      const index = currentLine(lines, seconds);
      setCurrent(index);
      const [line, item] = [lines[index], list.current?.children[index]];
      if (line && item) fill(item, line, seconds);
    }, [lines, position]),
  );
  useScrollTo(list, current);
  return { list, current };
}

function fill(item: Element, line: KaraokeLine, seconds: number): void {
  const syllables = item.querySelectorAll<HTMLElement>('.karaoke-syllable');
  for (const [index, syllable] of line.syllables.entries()) {
    const element = syllables[index];
    const share = sungShare(syllable, seconds);
    element?.style.setProperty('--sung', String(share));
    element?.classList.toggle('is-begun', share > 0);
    element?.classList.toggle('is-sounding', share > 0 && share < 1);
  }
  const dots = item.querySelectorAll('.karaoke-dots > *');
  for (const [index, beat] of line.countInSeconds.entries()) {
    dots[index]?.classList.toggle('is-counted', beat <= seconds);
  }
}

/** Where the middle of the current line is kept: the lines to come need more room than those that are over. */
const shareOfHeight = 0.4;

function useScrollTo(list: RefObject<HTMLOListElement | null>, current: number): void {
  const hasScrolled = useRef(false);
  useEffect(() => {
    const scroll = (behavior: ScrollBehavior) => {
      const scroller = list.current;
      const item = scroller?.children[current];
      if (!scroller || !(item instanceof HTMLElement)) return;
      const middle = item.offsetTop + item.offsetHeight / 2;
      scroller.scrollTo({ top: middle - shareOfHeight * scroller.clientHeight, behavior });
    };
    scroll(hasScrolled.current ? scrollBehavior() : 'auto');
    hasScrolled.current = true;
    // A device that is turned breaks the lines elsewhere.
    const onResize = () => scroll('auto');
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, [list, current]);
}
