'use client';
import { useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Editing } from '../editing/use-editing.ts';
import { LinkButton } from '../export/link-button.tsx';
import { describeSaving } from './describe-saving.ts';

/** Where the corrections are kept, and the choice between two versions of them. */
export function CorrectionsNote({ editing }: { editing: Editing }) {
  const { corrections: texts } = useSongMessages();
  const { corrections } = editing;
  const { owner, isUnsaved, hasOther } = corrections;
  const isCopy = owner === 'somebody' && isUnsaved;
  const said = describeSaving(editing);
  return (
    <>
      {said.length > 0 && (
        <p role="status" className="basis-full text-sm text-quiet">
          {said.map((text) => texts[text]).join(' ')}
        </p>
      )}
      {said.includes('saved') && <SavedLink title={editing.score.title} />}
      {owner === 'me' && hasOther && (
        // Above the toolbar of a selected note, which may be where it appears.
        <div role="alert" className="card relative z-40 flex basis-full flex-col gap-3 p-4">
          <p>
            {texts.conflict} <span className="text-quiet">{texts.undoable}</span>
          </p>
          <div className="flex flex-wrap gap-2">
            <button type="button" className="button" onClick={corrections.keepMine}>
              {texts.keepMine}
            </button>
            <button type="button" className="button button-quiet" onClick={corrections.takeOther}>
              {texts.takeOther}
            </button>
          </div>
        </div>
      )}
      {isCopy && !editing.showsOriginal && (
        <button type="button" className="button button-quiet" onClick={corrections.takeOther}>
          {texts.takeOwners}
        </button>
      )}
    </>
  );
}

/** The link, where the corrections behind it have just been saved. */
function SavedLink({ title }: { title: string }) {
  const [message, setMessage] = useState('');
  return (
    <div className="flex flex-wrap items-center gap-3">
      <LinkButton title={title} onDone={setMessage} />
      <p role="status" className="text-sm text-quiet empty:hidden">
        {message}
      </p>
    </div>
  );
}
