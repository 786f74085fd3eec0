'use client';
import { steps } from '@my-pitch/shared/pitch-name';
import type { KeySignature, Pitch } from '@my-pitch/shared/score';
import type { ReactNode } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { pitchName } from '../pitch/pitch-name.ts';
import { type NoteNaming, noteName } from '../score/engraving/note-names.ts';
import { FloatingToolbar } from './floating-toolbar.tsx';
import { IconButton } from './icon-button.tsx';
import { alterInKey, spellIn } from './note-letters.ts';
import type { ToolbarAnchor } from './position-toolbar.ts';
import { SelectionRow } from './selection-row.tsx';
import type { ChosenPlace } from './use-selection.ts';

const upPath = 'M12 19V5M6 11l6-6 6 6';
const downPath = 'M12 5v14M6 13l6 6 6-6';

interface PlaceToolbarProps {
  readonly place: ChosenPlace;
  readonly keySignature: KeySignature;
  readonly naming: NoteNaming | undefined;
  readonly isRefused: boolean;
  readonly anchor: () => ToolbarAnchor | undefined;
  readonly onAdd: () => void;
  readonly onName: (name: Pitch['step']) => void;
  readonly onPitch: (action: 'up' | 'down') => void;
  readonly onNeighbour: (direction: 1 | -1) => void;
  readonly onHear: () => void;
  readonly onClose: () => void;
  /** Other tools for the place. */
  readonly children?: ReactNode;
}

/** Adds a note at the chosen place: with the pitch that is offered, or by its name. */
export function PlaceToolbar(props: PlaceToolbarProps) {
  const { place, keySignature, naming = 'letters', isRefused, anchor } = props;
  const { editing: texts } = useSongMessages();
  const offered = pitchName(spellIn(place.midi, keySignature));
  const where = place.isRest ? texts.adding.rest : texts.adding.withinNote;
  return (
    <FloatingToolbar label={texts.adding.toolbar} testId="place-toolbar" anchor={anchor}>
      <SelectionRow text={where(place.measureNumber)} {...{ isRefused }} {...props} />
      <div className="flex flex-wrap items-center gap-1">
        <button
          type="button"
          className="button flex-1 px-4 whitespace-nowrap"
          onClick={props.onAdd}
        >
          {texts.adding.addPitch(offered)}
        </button>
        <IconButton
          label={texts.actions.up}
          path={upPath}
          className="text-leaf"
          onClick={() => props.onPitch('up')}
        />
        <IconButton
          label={texts.actions.down}
          path={downPath}
          className="text-leaf"
          onClick={() => props.onPitch('down')}
        />
      </div>
      <fieldset className="mt-1 flex flex-wrap gap-0.5">
        <legend className="px-1.5 text-xs text-quiet">{texts.adding.byName}</legend>
        {steps.map((step) => {
          const alter = alterInKey(step, keySignature);
          const name = noteName({ step, alter }, naming, keySignature.fifths);
          return (
            <button
              key={step}
              type="button"
              className="min-h-11 min-w-[40px] flex-1 rounded-full font-semibold text-leaf hover:bg-leaf-soft"
              aria-label={texts.adding.addPitch(name)}
              onClick={() => props.onName(step)}
            >
              {name}
            </button>
          );
        })}
      </fieldset>
      {props.children}
    </FloatingToolbar>
  );
}
