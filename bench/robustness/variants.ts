import type { Degradation } from '../comparison/degrade-voice.ts';
import { inRoom, withNoise } from '../comparison/degrade-voice.ts';
import { cutLabels, repeatLabels, scaleLabels } from './change-labels.ts';
import {
  asPhoneMemo,
  atSpeed,
  clipped,
  cutAt,
  inTurn,
  quieter,
  repeated,
  transposed,
} from './distort.ts';
import type { LabelledSong } from './labelled-song.ts';

/** Makes a variant of a recording, with labels that are true for it. Its files go to a folder. */
export type MakeVariant = (song: LabelledSong, folder: string) => Promise<LabelledSong>;

/** The variants by name, the recording itself first. Separation is not among them. */
export const variants: ReadonlyMap<string, MakeVariant> = new Map<string, MakeVariant>([
  ['clean', async (song) => song],
  ['speed 0.7', atOtherSpeed(0.7)],
  ['speed 1.4', atOtherSpeed(1.4)],
  ['+7 semitones', sameLabels(transposed(7))],
  ['-7 semitones', sameLabels(transposed(-7))],
  ['-12 semitones', sameLabels(transposed(-12))],
  ['phone, 32 kbit/s', sameLabels(asPhoneMemo)],
  ['clipped by 12 dB', sameLabels(clipped(12))],
  ['30 dB quieter', sameLabels(quieter(30))],
  ['light room, 20 dB', sameLabels(inTurn(inRoom(0.4), withNoise(20)))],
  ['heavy room, 10 dB', sameLabels(inTurn(inRoom(0.8, 0), withNoise(10)))],
  ['six times', sixTimes],
  ['cut in a note', cutInNote],
]);

function sameLabels(degrade: Degradation): MakeVariant {
  return async (song, folder) => ({ ...song, path: degrade(song.path, folder) });
}

function atOtherSpeed(speed: number): MakeVariant {
  return async (song, folder) => ({
    ...song,
    path: atSpeed(speed)(song.path, folder),
    notes: scaleLabels(song.notes, speed),
    speed,
  });
}

async function sixTimes(song: LabelledSong, folder: string): Promise<LabelledSong> {
  const times = 6;
  const { path, turnSeconds } = repeated(song.path, times, folder);
  return { ...repeatLabels(song, times, turnSeconds), path };
}

async function cutInNote(song: LabelledSong, folder: string): Promise<LabelledSong> {
  const { song: cut, cutSeconds } = cutLabels(song);
  return { ...cut, path: cutAt(song.path, cutSeconds, folder) };
}
