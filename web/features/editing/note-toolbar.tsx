'use client';
import { useCallback, useRef } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { NoteBar } from '../pitch/note-bars.ts';
import { pitchName } from '../pitch/pitch-name.ts';
import { useFrames } from '../player/use-frames.ts';
import { IconButton } from './icon-button.tsx';
import { type NoteAction, noteActions } from './note-edits.ts';
import { positionToolbar } from './position-toolbar.ts';

const paths: Readonly<Record<NoteAction, string>> = {
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  octaveUp: 'M6 12l6-6 6 6M6 19l6-6 6 6',
  octaveDown: 'M6 5l6 6 6-6M6 12l6 6 6-6',
  earlier: 'M19 12H7M11 7l-5 5 5 5M4 5v14',
  later: 'M5 12h12M13 7l5 5-5 5M20 5v14',
  shorter: 'M4 6v12M4 12h9M20 12h-5M17 9l-3 3 3 3',
  longer: 'M4 6v12M4 12h15M16 8l4 4-4 4',
  split: 'M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4',
  merge: 'M4 12h6M7 9l3 3-3 3M20 12h-6M17 9l-3 3 3 3M12 4v2M12 18v2',
  delete: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5',
};
const previousPath = 'M14 6l-6 6 6 6';
const nextPath = 'M10 6l6 6-6 6';
const hearPath = 'M8 5v14l11-7z';
const closePath = 'M6 6l12 12M18 6L6 18';

interface NoteToolbarProps {
  readonly bar: NoteBar;
  readonly isRefused: boolean;
  /** The drawn note that the toolbar belongs to. */
  readonly anchor: () => Element | undefined;
  readonly onAction: (action: NoteAction) => void;
  readonly onNeighbour: (direction: 1 | -1) => void;
  readonly onHear: () => void;
  readonly onClose: () => void;
}

/** The actions on the selected note: beside it, or at the bottom of a small window. */
export function NoteToolbar(props: NoteToolbarProps) {
  const { bar, isRefused, anchor, onAction, onNeighbour, onHear, onClose } = props;
  const { editing: texts } = useSongMessages();
  const element = useRef<HTMLDivElement>(null);
  useFrames(
    useCallback(() => {
      if (element.current) positionToolbar(element.current, anchor()?.getBoundingClientRect());
    }, [anchor]),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and cannot be laid out like this.
    <div
      ref={element}
      role="group"
      aria-label={texts.toolbar}
      data-testid="note-toolbar"
      className="no-print fixed top-0 left-0 z-30 rounded-3xl border border-line bg-sheet p-1.5 shadow-lg shadow-black/15 max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:rounded-b-none max-sm:pb-4"
    >
      <div className="flex items-center gap-1">
        <IconButton label={texts.previous} path={previousPath} onClick={() => onNeighbour(-1)} />
        <p role="status" className="min-w-24 flex-1 text-center text-sm leading-tight">
          <span className="font-bold">
            {texts.selected(pitchName(bar.pitch), bar.measureNumber)}
          </span>
          {isRefused && <span className="block text-danger">{texts.impossible}</span>}
        </p>
        <IconButton label={texts.next} path={nextPath} onClick={() => onNeighbour(1)} />
        <IconButton label={texts.hear} path={hearPath} onClick={onHear} />
        <IconButton label={texts.deselect} path={closePath} onClick={onClose} />
      </div>
      <div className="flex gap-0.5 max-sm:grid max-sm:grid-cols-6 max-sm:justify-items-center">
        {noteActions.map((action) => (
          <IconButton
            key={action}
            label={texts.actions[action]}
            path={paths[action]}
            className={action === 'delete' ? 'text-danger' : 'text-leaf'}
            onClick={() => onAction(action)}
          />
        ))}
      </div>
    </div>
  );
}
