import type { Widen } from '../../lib/messages/widen.ts';

export const correctionsEn = {
  shown: 'Which score is shown',
  corrected: 'Corrected',
  original: 'Original',
  saved: 'Saved. Everyone with the link sees and hears the corrected score.',
  saving: 'Saving…',
  unreachable: 'No connection: your corrections are kept on this device and saved later.',
  refused: 'Your corrections could not be saved with the song. They are kept on this device.',
  keptHere: 'Your corrections are kept on this device.',
  willBeCopy: 'This song is not yours, so your corrections stay a copy on this device.',
  ownCopy: 'This is your own copy, on this device only. The owner’s score does not change.',
  ownerIsNewer: 'The owner has corrected the score since then.',
  takeOwners: 'Take the owner’s version',
  conflict:
    'This score was also corrected in another window or on another device, in the same place.',
  keepMine: 'Keep this one',
  takeOther: 'Take the other one',
  undoable: 'The version that you do not choose is one “Undo” away.',
};
export type CorrectionsMessages = Widen<typeof correctionsEn>;
