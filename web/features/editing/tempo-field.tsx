'use client';
import { useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { maxBpm, minBpm } from './song-operations.ts';
import type { Editing } from './use-editing.ts';

/** A typed tempo, and the choice of what it changes: the barlines, or only the number that is printed. */
export function TempoField({ editing }: { editing: Editing }) {
  const { editing: texts } = useSongMessages();
  const before = editing.document.tempos[0]?.quarterBpm ?? 0;
  const [tempo, setTempo] = useState(String(before));
  const quarterBpm = Number(tempo);
  const isNew = quarterBpm !== before && quarterBpm >= minBpm && quarterBpm <= maxBpm;
  const button = 'button button-quiet px-4 text-sm';
  return (
    <fieldset className="flex min-w-0 flex-wrap items-end gap-2">
      <label className="flex flex-col gap-1 text-sm text-quiet">
        {texts.tempo}
        <input
          type="number"
          className="min-h-11 w-28 rounded-xl border border-line bg-sheet px-3 text-base text-ink"
          min={minBpm}
          max={maxBpm}
          step="any"
          value={tempo}
          onChange={(event) => setTempo(event.target.value)}
        />
      </label>
      <button
        type="button"
        className={button}
        disabled={!isNew}
        onClick={() => editing.apply({ kind: 'rebar', quarterBpm })}
      >
        {texts.tempoChoice.rebar}
      </button>
      <button
        type="button"
        className={button}
        disabled={!isNew}
        onClick={() => editing.apply({ kind: 'tempo', quarterBpm })}
      >
        {texts.tempoChoice.label}
      </button>
      <p className="basis-full text-sm text-quiet">{texts.tempoChoice.hint}</p>
    </fieldset>
  );
}
