'use client';
import { useEffect, useRef } from 'react';

/** Calls back before every paint, for as long as the component lives. */
export function useFrames(onFrame: () => void): void {
  const latest = useRef(onFrame);
  useEffect(() => {
    latest.current = onFrame;
  }, [onFrame]);
  useEffect(() => {
    let handle = requestAnimationFrame(function frame() {
      latest.current();
      handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, []);
}
