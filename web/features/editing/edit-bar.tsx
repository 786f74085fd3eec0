'use client';
import { useId, useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { IconButton } from './icon-button.tsx';
import { SongForm } from './song-form.tsx';
import type { Editing } from './use-editing.ts';

const undoPath = 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3';
const redoPath = 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3';

/** Opens the editor, with undo, redo and the edits of the whole song. */
export function EditBar({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const [panel, setPanel] = useState<'song' | 'keys'>();
  const panelId = useId();
  const toggle = (which: 'song' | 'keys') => setPanel(panel === which ? undefined : which);
  const { isOpen, isCorrected } = editing;
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
        {isOpen && (
          <>
            <IconButton
              label={texts.undo}
              path={undoPath}
              isDisabled={!editing.canUndo}
              onClick={editing.undo}
            />
            <IconButton
              label={texts.redo}
              path={redoPath}
              isDisabled={!editing.canRedo}
              onClick={editing.redo}
            />
            {(['song', 'keys'] as const).map((which) => (
              <button
                key={which}
                type="button"
                className={`button button-quiet max-sm:px-4 ${which === 'keys' ? 'max-sm:hidden' : ''}`}
                aria-expanded={panel === which}
                aria-controls={panelId}
                onClick={() => toggle(which)}
              >
                {which === 'song' ? texts.song : texts.shortcuts}
              </button>
            ))}
          </>
        )}
        {isCorrected && (
          <>
            <span className="rounded-full bg-leaf-soft px-3 py-1 text-sm font-semibold">
              {texts.corrected}
            </span>
            <button
              type="button"
              className="min-h-11 px-2 text-sm font-medium text-leaf underline underline-offset-4"
              onClick={editing.revert}
            >
              {texts.revert}
            </button>
          </>
        )}
      </div>
      {isOpen && (
        <div id={panelId} className="basis-full empty:hidden">
          {panel === 'song' && <SongForm editing={editing} />}
          {panel === 'keys' && <ShortcutList />}
        </div>
      )}
      <EditNotice editing={editing} />
    </>
  );
}

function EditNotice({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const hints = [
    editing.isOpen && editing.selectedNote === undefined ? texts.hint : '',
    editing.isCorrected && editing.isOpen && editing.isKept ? texts.keptHere : '',
  ].filter((hint) => hint !== '');
  return (
    <>
      {hints.length > 0 && <p className="basis-full text-sm text-quiet">{hints.join(' ')}</p>}
      {editing.isCorrected && !editing.isKept && (
        <p role="alert" className="basis-full font-medium text-danger">
          {texts.notKept}
        </p>
      )}
    </>
  );
}

/** The keyboard shortcuts of the editor. */
function ShortcutList() {
  const { editing: texts } = useSongMessages();
  return (
    <dl className="card grid gap-x-8 gap-y-2 p-5 text-sm sm:grid-cols-2 lg:grid-cols-3">
      {texts.keys.map(([keys, meaning]) => (
        <div key={keys} className="flex items-baseline gap-3">
          <dt className="shrink-0">
            <kbd className="rounded-md border border-line bg-paper px-2 py-0.5 font-sans font-semibold">
              {keys}
            </kbd>
          </dt>
          <dd className="text-quiet">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
