'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { otherReadings } from './alternatives.ts';
import type { Editing } from './use-editing.ts';

/** Where another tempo or metre is nearly as probable, offers it in one tap. Not once the score is corrected. */
export function OtherReadings({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  return otherReadings(editing.score).map(({ written, other, edit }) => (
    <button
      key={edit.kind}
      type="button"
      className="min-h-11 px-2 text-sm font-medium text-leaf underline underline-offset-4"
      onClick={() => editing.apply(edit)}
    >
      {texts.writeAs(written, other)}
    </button>
  ));
}
