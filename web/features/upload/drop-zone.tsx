'use client';
import { useEffect, useRef, useState } from 'react';
import { limitMinutes } from '../../lib/api/limits.ts';
import { useLimits } from '../../lib/api/use-limits.ts';
import { useMessages } from '../../lib/messages/use-messages.ts';
import { Melody } from '../home/melody.tsx';

interface DropZoneProps {
  /** Leaves room for the list of uploads. */
  readonly isSmall: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRecord: () => void;
}

/** Accepts songs by drag and drop, file picker or paste, and opens the recorder. */
export function DropZone({ isSmall, onFiles, onRecord }: DropZoneProps) {
  const { home } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop(onFiles);
  usePaste(onFiles);
  const { maxUploadBytes, maxDurationSeconds } = useLimits();
  return (
    <div
      className={`relative overflow-hidden rounded-[28px] border-2 border-dashed px-6 text-center transition-colors ${isSmall ? 'py-6' : 'pt-36 pb-10 returning:py-6'} returning:flex returning:flex-col returning:gap-x-6 sm:returning:flex-row sm:returning:items-center sm:returning:justify-between sm:returning:text-left ${isOver ? 'border-glow bg-glow-soft' : 'border-line bg-sheet'}`}
    >
      {!isSmall && (
        <div className="returning:hidden">
          <Melody isOver={isOver} />
        </div>
      )}
      <div className="mb-6 sm:returning:mb-0">
        <p className="text-xl font-semibold returning:text-lg">
          <span className="pointer-coarse:hidden">{isOver ? home.dropNow : home.drop}</span>
          <span className="hidden pointer-coarse:inline">{home.pick}</span>
        </p>
        <p className="mt-1 text-quiet returning:text-sm">
          {home.dropHint(
            Math.floor(maxUploadBytes / 1024 / 1024),
            limitMinutes(maxDurationSeconds),
          )}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        accept="audio/*,video/*"
        className="sr-only"
        tabIndex={-1}
        aria-label={home.choose}
        onChange={({ target }) => {
          // Copied first: resetting the value also empties the FileList.
          const files = [...(target.files ?? [])];
          target.value = '';
          onFiles(files);
        }}
      />
      <div className="flex shrink-0 flex-wrap justify-center gap-3">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {home.choose}
        </button>
        <button type="button" className="button button-quiet" onClick={onRecord}>
          <span aria-hidden="true" className="size-3 rounded-full bg-glow" />
          {home.record}
        </button>
      </div>
    </div>
  );
}

/** Accepts a drop anywhere on the page: a browser navigates to a file dropped outside the zone. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(false);
      onFiles([...event.dataTransfer.files]);
    };
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    return () => ended.abort();
  }, [onFiles]);
  return isOver;
}

function usePaste(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => onFiles([...(clipboardData?.files ?? [])]);
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);
}
