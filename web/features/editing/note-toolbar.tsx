'use client';
import type { ReactNode } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { NoteBar } from '../pitch/note-bars.ts';
import { pitchName } from '../pitch/pitch-name.ts';
import { FloatingToolbar } from './floating-toolbar.tsx';
import { LabelledButton } from './labelled-button.tsx';
import type { NoteAction } from './note-edits.ts';
import type { ToolbarAnchor } from './position-toolbar.ts';
import { SelectionRow } from './selection-row.tsx';

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

const groups = [
  ['pitch', ['up', 'down', 'octaveUp', 'octaveDown']],
  ['time', ['earlier', 'later', 'shorter', 'longer']],
  ['note', ['split', 'merge', 'delete']],
] as const satisfies readonly (readonly [string, readonly NoteAction[]])[];

interface NoteToolbarProps {
  readonly bar: NoteBar;
  readonly isRefused: boolean;
  /** The drawn note that the toolbar belongs to, and its row. */
  readonly anchor: () => ToolbarAnchor | undefined;
  readonly onAction: (action: NoteAction) => void;
  readonly onNeighbour: (direction: 1 | -1) => void;
  readonly onHear: () => void;
  readonly onClose: () => void;
  /** More actions on the note, below the others. */
  readonly children?: ReactNode;
}

/** The actions on the selected note, in groups. */
export function NoteToolbar(props: NoteToolbarProps) {
  const { bar, isRefused, anchor, onAction, onNeighbour, onHear, onClose } = props;
  const { editing: texts } = useSongMessages();
  return (
    <FloatingToolbar label={texts.toolbar} testId="note-toolbar" anchor={anchor}>
      <SelectionRow
        text={texts.selected(pitchName(bar.pitch), bar.measureNumber)}
        isRefused={isRefused}
        onNeighbour={onNeighbour}
        onHear={onHear}
        onClose={onClose}
      />
      <div className="flex flex-wrap gap-x-3 max-sm:flex-col sm:divide-x sm:divide-line">
        {groups.map(([group, actions]) => (
          <fieldset
            key={group}
            className="min-w-0 max-sm:flex max-sm:items-center sm:pr-3 sm:last:pr-0"
          >
            <legend className="sr-only sm:not-sr-only sm:px-1.5 sm:text-xs sm:text-quiet">
              {texts.groups[group]}
            </legend>
            <div className="flex w-full flex-wrap gap-0.5 max-sm:justify-between">
              {actions.map((action) => (
                <LabelledButton
                  key={action}
                  word={texts.words[action]}
                  label={texts.actions[action]}
                  path={paths[action]}
                  className={`max-sm:flex-1 ${action === 'delete' ? 'text-danger' : 'text-leaf'}`}
                  onClick={() => onAction(action)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {props.children}
    </FloatingToolbar>
  );
}
