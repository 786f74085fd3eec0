import { expect, it } from 'vitest';
import { describeSaving } from './describe-saving.ts';

const corrections = { owner: 'me', isUnsaved: true, hasOther: false } as const;
const editing = {
  isOpen: true,
  isKept: true,
  canUndo: true,
  showsOriginal: false,
  corrections,
};
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
  expect(said({ owner: 'somebody', isUnsaved: false })).toEqual(['willBeCopy']);
  expect(said({ owner: 'somebody', isUnsaved: false }, { isOpen: false })).toEqual([]);
  expect(said({ owner: 'somebody' }, { isOpen: false })).toEqual(['ownCopy']);
  expect(said({ owner: 'somebody', hasOther: true })).toEqual(['ownCopy', 'ownerIsNewer']);
});

it('says nothing about a copy while the original is shown', () => {
  expect(said({ owner: 'somebody' }, { isOpen: false, showsOriginal: true })).toEqual([]);
});

it('tells that corrections of the sample stay on the device', () => {
  expect(said({ owner: 'nobody' })).toEqual(['keptHere']);
  expect(said({ owner: 'nobody' }, { isOpen: false })).toEqual([]);
  expect(said({ owner: 'nobody' }, { isKept: false })).toEqual([]);
  expect(said({ owner: 'nobody', isUnsaved: false })).toEqual([]);
});
