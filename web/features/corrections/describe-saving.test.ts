import { expect, it } from 'vitest';
import { describeSaving } from './describe-saving.ts';

const corrections = { isOwner: true, isUnsaved: true, hasOther: false };
const editing = { isOpen: true, isKept: true, canUndo: true, corrections };
const said = (changes: object, more: object = {}) =>
  describeSaving({ ...editing, ...more, corrections: { ...corrections, ...changes } });

it('tells the owner whether the corrections are saved', () => {
  expect(said({ isUnsaved: false })).toEqual(['saved']);
  expect(said({ isUnsaved: false }, { isOpen: false })).toEqual([]);
  expect(said({ isUnsaved: false }, { canUndo: false })).toEqual([]);
  expect(said({})).toEqual(['saving']);
  expect(said({ trouble: 'unreachable' }, { isOpen: false })).toEqual(['unreachable']);
  expect(said({ trouble: 'refused' })).toEqual(['refused']);
});

it('says nothing beside a question, or a warning that the device keeps nothing', () => {
  expect(said({ hasOther: true })).toEqual([]);
  expect(said({ trouble: 'unreachable' }, { isKept: false })).toEqual([]);
});

it('tells everybody else that corrections are a copy', () => {
  expect(said({ isOwner: false, isUnsaved: false })).toEqual(['willBeCopy']);
  expect(said({ isOwner: false, isUnsaved: false }, { isOpen: false })).toEqual([]);
  expect(said({ isOwner: false }, { isOpen: false })).toEqual(['ownCopy']);
  expect(said({ isOwner: false, hasOther: true })).toEqual(['ownCopy', 'ownerIsNewer']);
});
