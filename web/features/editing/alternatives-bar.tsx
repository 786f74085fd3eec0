'use client';
import type { ReactNode } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { tonicOf } from '../score/transposing/keys.ts';
import { metreText, otherKeys, otherMetres, tempoText } from './alternatives.ts';
import { maxBpm, minBpm } from './song-operations.ts';
import type { Editing } from './use-editing.ts';

/** Tempo, metre and key as the score shows them, each with its likeliest alternatives one tap away. */
export function AlternativesBar({ editing }: { editing: Editing }) {
  const { editing: texts, score } = useSongMessages();
  const { document, apply } = editing;
  const { timeSignature, keySignature } = document;
  const quarterBpm = document.tempos[0]?.quarterBpm ?? 0;
  const keyName = (key: typeof keySignature) => score.keyName(tonicOf(key), key.mode);
  return (
    <div className="flex basis-full gap-2 overflow-x-auto pb-1 sm:flex-wrap">
      <Group name={tempoText(quarterBpm)}>
        {([0.5, 2] as const).map((factor) => (
          <Choice
            key={factor}
            label={factor === 2 ? `×2: ${texts.double}` : `÷2: ${texts.halve}`}
            isDisabled={quarterBpm * factor < minBpm || quarterBpm * factor > maxBpm}
            onClick={() => apply({ kind: 'scale-tempo', factor })}
          >
            {factor === 2 ? '×2' : '÷2'}
          </Choice>
        ))}
      </Group>
      <Group name={metreText(timeSignature)}>
        {otherMetres(timeSignature).map((metre) => (
          <Choice
            key={metreText(metre)}
            label={texts.changeTo(metreText(metre))}
            onClick={() => apply({ kind: 'time', timeSignature: metre })}
          >
            {metreText(metre)}
          </Choice>
        ))}
      </Group>
      <Group name={keyName(keySignature)}>
        {otherKeys(keySignature).map((key) => (
          <Choice
            key={`${key.fifths}${key.mode}`}
            label={texts.changeTo(keyName(key))}
            onClick={() => apply({ kind: 'key', keySignature: key })}
          >
            {keyName(key)}
          </Choice>
        ))}
      </Group>
    </div>
  );
}

/** What the score shows, followed by what it could show. */
function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div
      role="group"
      aria-label={name}
      className="flex shrink-0 items-center rounded-full bg-sheet pl-4 ring-1 ring-line ring-inset"
    >
      <span
        aria-hidden="true"
        className="pr-1 text-sm font-semibold whitespace-nowrap tabular-nums"
      >
        {name}
      </span>
      {children}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Choice({ label, isDisabled, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      className="min-h-11 min-w-11 rounded-full px-2.5 text-sm font-medium whitespace-nowrap text-leaf hover:bg-leaf-soft disabled:opacity-40"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
