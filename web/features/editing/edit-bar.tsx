'use client';
import { useEffect } from 'react';
import { useIsPanelOpen, useOpenPanel } from '../../components/open-panel.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { CorrectionsNote } from '../corrections/corrections-note.tsx';
import { VersionSwitch } from '../corrections/version-switch.tsx';
import { AlternativesBar } from './alternatives-bar.tsx';
import { LabelledButton } from './labelled-button.tsx';
import { OtherReadings } from './other-readings.tsx';
import { SongForm } from './song-form.tsx';
import type { Adding } from './use-adding.ts';
import type { Editing } from './use-editing.ts';

const paths = {
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  here: 'M12 4v10M8 10l4 4 4-4M4 20h16M4 17v3M20 17v3',
  tapping: 'M6 16.500a3 2.300 0 1 0 6 0a3 2.300 0 1 0-6 0M12 16V4M17 9v6M14 12h6',
  barline: 'M12 4v16M4 12h4M6 10l2 2-2 2M20 12h-4M18 10l-2 2 2 2',
  beat: 'M12 8v12M8.500 7a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M3 14h4M21 14h-4',
} as const;

/** Opens the editor, with undo, redo, adding notes, and the edits of the whole song. */
export function EditBar({ editing, adding }: { editing: Editing; adding: Adding }) {
  const { editing: texts } = useSongMessages();
  const { isOpen, isCorrected, select } = editing;
  const panel = useOpenPanel('song', '[data-song-form]');
  const isAnyPanelOpen = useIsPanelOpen();
  useEffect(() => {
    if (isAnyPanelOpen) select(undefined);
  }, [isAnyPanelOpen, select]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-1 sm:gap-2">
        <button
          type="button"
          className={`button whitespace-nowrap max-sm:px-4 ${isOpen ? '' : 'button-quiet'}`}
          aria-pressed={isOpen}
          onClick={() => editing.setOpen(!isOpen)}
        >
          {isOpen ? texts.close : texts.open}
        </button>
        {isOpen && <EditButtons {...{ editing, adding }} />}
        {isOpen && (
          <button
            type="button"
            data-song-form=""
            className="button button-quiet max-sm:px-4"
            aria-expanded={panel.isOpen}
            aria-controls="song-form"
            onClick={panel.toggle}
          >
            {texts.song}
          </button>
        )}
        <VersionSwitch editing={editing} />
        {!isOpen && !isCorrected && <OtherReadings editing={editing} />}
        {isOpen && isCorrected && (
          <button
            type="button"
            className="min-h-11 px-2 text-sm font-medium text-leaf underline underline-offset-4"
            onClick={editing.revert}
          >
            {texts.revert}
          </button>
        )}
      </div>
      {isOpen && (
        <div id="song-form" data-song-form="" className="min-w-0 basis-full empty:hidden">
          {panel.isOpen && <SongForm editing={editing} />}
        </div>
      )}
      {isOpen && <AlternativesBar editing={editing} />}
      <EditNotice editing={editing} />
    </>
  );
}

/** Undo and redo, and adding notes: groups of icons with words. */
function EditButtons({ editing, adding }: { editing: Editing; adding: Adding }) {
  const { editing: texts } = useSongMessages();
  const group = 'flex rounded-3xl bg-sheet p-0.5 ring-1 ring-line ring-inset';
  return (
    <>
      <div className={group}>
        <LabelledButton
          word={texts.undo}
          label={texts.undo}
          path={paths.undo}
          isDisabled={!editing.canUndo}
          onClick={editing.undo}
        />
        <LabelledButton
          word={texts.redo}
          label={texts.redo}
          path={paths.redo}
          isDisabled={!editing.canRedo}
          onClick={editing.redo}
        />
      </div>
      <div className={`${group} text-leaf`}>
        <LabelledButton
          word={texts.adding.here}
          label={texts.adding.hereLabel}
          path={paths.here}
          onClick={() => adding.add()}
        />
        <LabelledButton
          word={texts.adding.tapping}
          label={texts.adding.tappingLabel}
          path={paths.tapping}
          isPressed={editing.isAdding}
          onClick={() => editing.setAdding(!editing.isAdding)}
        />
      </div>
      <div className={`${group} text-leaf`}>
        {(['barline', 'beat'] as const).map((unit) => (
          <LabelledButton
            key={unit}
            word={texts.beat[unit]}
            label={texts.beat[`${unit}Label`]}
            path={paths[unit]}
            onClick={() => adding.moveBeat(unit)}
          />
        ))}
      </div>
    </>
  );
}

function EditNotice({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const { isOpen, isCorrected, isKept, isAdding, isRefused, selectedNote, place } = editing;
  const hasToolbar = selectedNote !== undefined || place !== undefined;
  const hints = [
    isOpen && isAdding ? texts.adding.tappingHint : '',
    isOpen && !isAdding && !hasToolbar ? texts.adding.restHint : '',
  ].filter((hint) => hint !== '');
  return (
    <>
      {hints.length > 0 && <p className="basis-full text-sm text-quiet">{hints.join(' ')}</p>}
      <p role="status" className="basis-full font-medium text-danger empty:hidden">
        {isOpen && isRefused && !hasToolbar ? texts.impossible : ''}
      </p>
      <CorrectionsNote editing={editing} />
      {isCorrected && !isKept && (
        <p role="alert" className="basis-full font-medium text-danger">
          {texts.notKept}
        </p>
      )}
    </>
  );
}
