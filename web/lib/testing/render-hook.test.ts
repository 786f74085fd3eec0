import { useEffect, useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from './render-hook.ts';

afterEach(() => vi.unstubAllGlobals());

it('runs effects, renders new states and cleans up', async () => {
  const { window } = stubWindow();
  const log: string[] = [];
  const hook = await renderHook(() => {
    const [count, setCount] = useState(0);
    useEffect(() => {
      const add = () => setCount((before) => before + 1);
      window.addEventListener('tick', add);
      log.push('on');
      return () => {
        window.removeEventListener('tick', add);
        log.push('off');
      };
    }, []);
    return count;
  });
  expect(hook.current).toBe(0);
  await acting(() => window.dispatchEvent(new Event('tick')));
  expect(hook.current).toBe(1);
  await hook.unmount();
  expect(log).toEqual(['on', 'off']);
});
