import type { Editing } from '../editing/use-editing.ts';
import type { CorrectionsMessages } from './messages-en.ts';

type Described = Pick<Editing, 'isOpen' | 'isKept' | 'showsOriginal'> & {
  readonly corrections: Pick<
    Editing['corrections'],
    'owner' | 'isUnsaved' | 'trouble' | 'hasOther'
  >;
  readonly canUndo: boolean;
};

/** What to say about the place where corrections are kept: names of texts. */
export function describeSaving(editing: Described): readonly (keyof CorrectionsMessages)[] {
  const { isOpen, isKept, canUndo, showsOriginal, corrections } = editing;
  const { owner, isUnsaved, trouble, hasOther } = corrections;
  if (owner === 'nobody') return isOpen && isUnsaved && isKept ? ['keptHere'] : [];
  if (owner === 'somebody') {
    if (showsOriginal) return [];
    if (!isUnsaved) return isOpen ? ['willBeCopy'] : [];
    // Without space on the device another text warns.
    return [
      ...(isKept ? (['ownCopy'] as const) : []),
      ...(hasOther ? (['ownerIsNewer'] as const) : []),
    ];
  }
  if (!isUnsaved) return isOpen && canUndo ? ['saved'] : [];
  if (hasOther) return [];
  if (trouble === undefined) return ['saving'];
  return isKept ? [trouble] : [];
}
