'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { IconButton } from './icon-button.tsx';

const previousPath = 'M14 6l-6 6 6 6';
const nextPath = 'M10 6l6 6-6 6';
const hearPath = 'M8 5v14l11-7z';
const closePath = 'M6 6l12 12M18 6L6 18';

interface SelectionRowProps {
  /** What is selected. */
  readonly text: string;
  readonly isRefused: boolean;
  readonly onNeighbour: (direction: 1 | -1) => void;
  readonly onHear: () => void;
  readonly onClose: () => void;
}

/** What is selected, with the way to the notes beside it. */
export function SelectionRow(props: SelectionRowProps) {
  const { text, isRefused, onNeighbour, onHear, onClose } = props;
  const { editing: texts } = useSongMessages();
  return (
    // Where the toolbar scrolls, this row stays.
    <div className="sticky -top-1.5 z-10 flex items-center gap-1 bg-sheet">
      <IconButton label={texts.previous} path={previousPath} onClick={() => onNeighbour(-1)} />
      <p role="status" className="min-w-0 flex-1 sm:min-w-24 text-center text-sm leading-tight">
        <span className="font-bold">{text}</span>
        {isRefused && <span className="block text-danger">{texts.impossible}</span>}
      </p>
      <IconButton label={texts.next} path={nextPath} onClick={() => onNeighbour(1)} />
      <IconButton label={texts.hear} path={hearPath} onClick={onHear} />
      <IconButton label={texts.deselect} path={closePath} onClick={onClose} />
    </div>
  );
}
