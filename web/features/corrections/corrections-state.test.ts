import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../editing/edit.ts';
import { advance, undo } from '../editing/history.ts';
import {
  type CorrectionsState,
  documentToSend,
  isUnsaved,
  keepMine,
  openCorrections,
  receive,
  saved,
  takeOther,
} from './corrections-state.ts';

const origin = editableOf(writtenScore(shortTune));
const edited = (...edits: readonly Edit[]) => edits.reduce(applyEdit, origin);
const up = (note: number): Edit => ({ kind: 'transpose', note, semitones: 1 });
const down = (note: number): Edit => ({ kind: 'transpose', note, semitones: -1 });
/** As it comes from the server: no object is shared with this page. */
const version = (etag: string, document = origin) => ({
  etag,
  document: structuredClone(document),
});

function withEdits(isOwner: boolean, ...edits: readonly Edit[]): CorrectionsState {
  const state = openCorrections(origin, isOwner);
  return { ...state, history: advance(state.history, edited(...edits)) };
}

describe('without edits on this device', () => {
  it.each([true, false])('the server’s version is shown; owner: %s', (isOwner) => {
    const state = receive(openCorrections(origin, isOwner), version('"1"', edited(up(0))));
    expect(state.history).toEqual({ past: [], present: edited(up(0)), future: [] });
    expect([isUnsaved(state), documentToSend(state)]).toEqual([false, undefined]);
    // Notes that are equal are the same objects, so the stored history stays small.
    expect(state.history.present.notes[1]).toBe(origin.notes[1]);
  });

  it('corrections that equal the original are the original', () => {
    const state = receive(openCorrections(origin, true), version('"1"'));
    expect(state.history.present).toBe(origin);
  });

  it('a newer version can be undone once something was edited here', () => {
    const mine = edited(up(0));
    const state = saved(withEdits(true, up(0)), { etag: '"1"', document: mine });
    const newer = receive(state, version('"2"', edited(up(0), up(1))));
    expect(newer.history.present).toEqual(edited(up(0), up(1)));
    expect(undo(newer.history).present).toEqual(mine);
  });
});

describe('the owner', () => {
  it('sends edits until the server has them', () => {
    const state = withEdits(true, up(0));
    expect(documentToSend(state)).toBe(state.history.present);
    const sent = saved(state, { etag: '"1"', document: state.history.present });
    expect(documentToSend(sent)).toBeUndefined();
  });

  it('gets both edits when the server has others, and sends them in place of that version', () => {
    const state = receive(withEdits(true, up(0)), version('"1"', edited(down(1))));
    expect(state.history.present).toEqual(edited(up(0), down(1)));
    expect([state.base.etag, documentToSend(state)]).toEqual(['"1"', state.history.present]);
    expect(undo(state.history).present).toEqual(edited(up(0)));
  });

  it('sends nothing when the server has the same already, as after an answer that was lost', () => {
    const state = receive(withEdits(true, up(0)), version('"1"', edited(up(0))));
    expect([state.base.etag, documentToSend(state)]).toEqual(['"1"', undefined]);
  });

  describe('whose edits contradict those of the server', () => {
    const mine = edited(up(0));
    const theirs = edited(down(0));
    const asked = receive(withEdits(true, up(0)), version('"1"', theirs));

    it('sees their own, sends nothing, and is asked', () => {
      expect(asked.history.present).toEqual(mine);
      expect([asked.other?.etag, documentToSend(asked)]).toEqual(['"1"', undefined]);
    });

    it('can keep theirs; the other version is one undo away', () => {
      const kept = keepMine(asked);
      expect([kept.base.etag, kept.other]).toEqual(['"1"', undefined]);
      expect(documentToSend(kept)).toEqual(mine);
      expect(undo(kept.history).present).toEqual(theirs);
      expect(undo(undo(kept.history)).present).toBe(origin);
    });

    it('can take the other; their own version is one undo away', () => {
      const taken = takeOther(asked);
      expect(taken.history.present).toEqual(theirs);
      expect(documentToSend(taken)).toBeUndefined();
      expect(undo(taken.history).present).toEqual(mine);
    });

    it('is asked about the newest version', () => {
      const later = receive(asked, version('"2"', edited(down(0), down(1))));
      expect(later.other?.etag).toBe('"2"');
      const solved = receive(asked, version('"3"', edited(down(1))));
      expect([solved.other, solved.base.etag]).toEqual([undefined, '"3"']);
    });
  });
});

describe('somebody else', () => {
  const copy = receive(withEdits(false, up(0)), version('"1"', edited(down(1))));

  it('keeps a copy that nothing overwrites and nothing sends', () => {
    expect(copy.history.present).toEqual(edited(up(0)));
    expect([copy.other?.etag, documentToSend(copy)]).toEqual(['"1"', undefined]);
  });

  it('can take the owner’s version, and follows it from then on', () => {
    const taken = takeOther(copy);
    expect(taken.history.present).toEqual(edited(down(1)));
    expect(undo(taken.history).present).toEqual(edited(up(0)));
    const later = receive(taken, version('"2"', edited(down(2))));
    expect(later.history.present).toEqual(edited(down(2)));
  });

  it('can also take the version that the copy started from', () => {
    const opened = receive(openCorrections(origin, false), version('"1"', edited(down(1))));
    const history = advance(opened.history, applyEdit(opened.history.present, up(0)));
    expect(takeOther({ ...opened, history }).history.present).toEqual(edited(down(1)));
  });
});
