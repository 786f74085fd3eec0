'use client';
import { clefs } from '@my-pitch/shared/score';
import type { ReactNode } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { followedShift } from './heard-key.ts';
import type { ReadingHabits } from './reading-habits.ts';
import { maxSemitones } from './reading-settings.ts';
import { keyChoices, nearestSemitones, tonicOf } from './transposing/keys.ts';
import { asSung, type Instrument, instruments } from './transposing/transposition.ts';
import type { ReadScore } from './use-reading.ts';

/** Selects key, instrument, clef and note names. */
export function ScoreOptions({ read }: { read: ReadScore }) {
  const { score: texts } = useSongMessages();
  const { reading, change, sung } = read;
  const namings = (['none', 'letters', 'syllables', 'movable'] as const).map(
    (naming) => [naming, texts.namings[naming]] as const,
  );
  const keys = keyChoices(sung).map(({ semitones, keySignature }) => {
    const name = texts.keyName(tonicOf(keySignature), keySignature.mode);
    return [String(semitones), semitones === 0 ? `${name} (${texts.asSung})` : name] as const;
  });
  const instrumentNames = (Object.keys(instruments) as Instrument[]).map(
    (instrument) => [instrument, texts.instruments[instrument]] as const,
  );
  const clefNames = [
    ['auto', texts.autoClef] as const,
    ...clefs.map((clef) => [clef, texts.clefs[clef]] as const),
  ];
  const followed = followedShift(reading);
  const isTransposed = reading.semitones !== 0 || reading.instrument !== asSung.instrument;
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,8rem),1fr))] items-end gap-3 py-4 sm:flex sm:flex-wrap sm:gap-x-6">
      <div className="col-span-full flex flex-wrap items-end gap-2 sm:contents [&>label]:min-w-[min(9rem,100%)] [&>label]:flex-1 sm:[&>label]:flex-none">
        <SelectField
          label={texts.key}
          value={String(nearestSemitones(reading.semitones + followed))}
          options={keys}
          onChange={(key) => change({ semitones: Number(key) - followed })}
        />
        <SemitoneStepper read={read} />
      </div>
      <div className="col-span-full flex flex-col gap-3 sm:contents">
        <SelectField
          label={texts.instrument}
          value={reading.instrument}
          options={instrumentNames}
          onChange={(instrument) => change({ instrument: instrument as Instrument })}
        />
        <SelectField
          label={texts.clef}
          value={reading.clef}
          options={clefNames}
          onChange={(clef) => change({ clef: clef as typeof reading.clef })}
        />
      </div>
      <SelectField
        label={texts.names}
        value={reading.naming}
        options={namings}
        onChange={(naming) => change({ naming: naming as ReadingHabits['naming'] })}
      />
      {sung.chords && sung.chords.length > 0 && (
        <SelectField
          label={texts.chords}
          value={reading.chords}
          options={(['shown', 'hidden'] as const).map((each) => [each, texts.chordsAre[each]])}
          onChange={(chords) => change({ chords: chords as ReadingHabits['chords'] })}
        />
      )}
      <p role="status" className="col-span-full w-full text-sm text-quiet empty:hidden">
        {isTransposed ? texts.soundStays : ''}
      </p>
    </div>
  );
}

function SemitoneStepper({ read: { reading, change } }: { read: ReadScore }) {
  const { score: texts } = useSongMessages();
  const { semitones } = reading;
  const button = (by: 1 | -1, label: string, sign: ReactNode) => (
    <button
      type="button"
      className="button button-quiet size-[44px] p-0 text-lg"
      aria-label={label}
      disabled={Math.abs(semitones + by) > maxSemitones}
      onClick={() => change({ semitones: semitones + by })}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div className="flex items-center gap-1">
      {button(-1, texts.down, '♭')}
      <output className="w-16 text-center tabular-nums">
        {texts.semitones(semitones + followedShift(reading))}
      </output>
      {button(1, texts.up, '♯')}
    </div>
  );
}
