'use client';
import type { KeySignature, TimeSignature } from '@my-pitch/shared/score';
import { useState } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { tonicOf } from '../score/transposing/keys.ts';
import { lengthInNotes, pickupChoices } from './song-operations.ts';
import { TempoField } from './tempo-field.tsx';
import type { Editing } from './use-editing.ts';

const timeSignatures = ['2/4', '3/4', '4/4', '5/4', '2/2', '3/8', '6/8', '9/8', '12/8', '7/8'];

/** Title, key, time, tempo and pickup. */
export function SongForm({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const { document, apply } = editing;
  const { beats, beatType } = document.timeSignature;
  const time = `${beats}/${beatType}`;
  const times = timeSignatures.includes(time) ? timeSignatures : [time, ...timeSignatures];
  return (
    <div className="card flex flex-wrap items-end gap-x-5 gap-y-4 p-5">
      <TitleField key={`title ${document.title}`} editing={editing} />
      <KeyFields editing={editing} />
      <SelectField
        label={texts.time}
        value={time}
        options={times.map((text) => [text, text] as const)}
        onChange={(text) => apply({ kind: 'time', timeSignature: parseTime(text) })}
      />
      <PickupField editing={editing} />
      <TempoField key={document.tempos[0]?.quarterBpm} editing={editing} />
    </div>
  );
}

function parseTime(text: string): TimeSignature {
  const [beats, beatType] = text.split('/').map(Number);
  return { beats: beats ?? 4, beatType: (beatType ?? 4) as TimeSignature['beatType'] };
}

const field = 'min-h-11 rounded-xl border border-line bg-sheet px-3 text-base text-ink';

function TitleField({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const [title, setTitle] = useState(editing.document.title);
  const save = () => editing.apply({ kind: 'title', title });
  return (
    <label className="flex min-w-[min(14rem,100%)] flex-1 flex-col gap-1 text-sm text-quiet">
      {texts.title}
      <input
        className={field}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && save()}
      />
    </label>
  );
}

function KeyFields({ editing }: { editing: Editing }) {
  const { editing: texts, score } = useSongMessages();
  const { keySignature } = editing.document;
  const change = (changes: Partial<KeySignature>) =>
    editing.apply({ kind: 'key', keySignature: { ...keySignature, ...changes } });
  const keys = Array.from({ length: 15 }, (_, i) => {
    const fifths = i - 7;
    const { mode } = keySignature;
    return [String(fifths), score.keyName(tonicOf({ fifths, mode }), mode)] as const;
  });
  const modes = (['major', 'minor'] as const).map((mode) => [mode, texts.mode[mode]] as const);
  return (
    <>
      <SelectField
        label={texts.key}
        value={String(keySignature.fifths)}
        options={keys}
        onChange={(fifths) => change({ fifths: Number(fifths) })}
      />
      <SelectField
        label={texts.mode.label}
        value={keySignature.mode}
        options={modes}
        onChange={(mode) => change({ mode: mode as KeySignature['mode'] })}
      />
    </>
  );
}

function PickupField({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const { pickupTicks, timeSignature } = editing.document;
  const choices = pickupChoices(timeSignature);
  const all = choices.includes(pickupTicks) ? choices : [pickupTicks, ...choices];
  const options = all.map((ticks) => {
    const { count, unit } = lengthInNotes(ticks);
    return [String(ticks), ticks === 0 ? texts.noPickup : texts.beats(count, unit)] as const;
  });
  return (
    <SelectField
      label={texts.pickup}
      value={String(pickupTicks)}
      options={options}
      onChange={(ticks) => editing.apply({ kind: 'pickup', pickupTicks: Number(ticks) })}
    />
  );
}
