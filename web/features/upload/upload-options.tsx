'use client';
import { type JobOptions, presets } from '@my-pitch/shared/job';
import { Chevron } from '../../components/chevron.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';

interface UploadOptionsProps {
  readonly options: JobOptions;
  readonly onChange: (options: JobOptions) => void;
}

/** What the recording contains and, collapsed, the processing options. */
export function UploadOptions({ options, onChange }: UploadOptionsProps) {
  const { options: texts } = useMessages();
  return (
    <div className="flex flex-col gap-1 px-2 returning:flex-row returning:flex-wrap returning:items-center returning:gap-x-8">
      <Choice
        type="checkbox"
        title={texts.onlyVoice}
        hint={texts.onlyVoiceHint}
        isKnown
        checked={options.content === 'voice'}
        onChange={(checked) => onChange({ ...options, content: checked ? 'voice' : 'song' })}
      />
      <details className="group returning:open:basis-full">
        <summary className="flex min-h-11 list-none items-center gap-2 rounded font-medium text-quiet hover:text-ink">
          <Chevron />
          {texts.more}
        </summary>
        <MoreOptions options={options} onChange={onChange} />
      </details>
    </div>
  );
}

function MoreOptions({ options, onChange }: UploadOptionsProps) {
  const { options: texts } = useMessages();
  return (
    <div className="card mt-1 flex flex-col gap-5 p-5">
      <fieldset disabled={options.content === 'voice'} className="disabled:opacity-60">
        <legend className="mb-1 font-semibold">{texts.preset}</legend>
        <div className="flex flex-col">
          {presets.map((preset) => {
            const [title, hint] = texts.presets[preset];
            return (
              <Choice
                key={preset}
                type="radio"
                title={title}
                hint={hint}
                checked={options.preset === preset}
                onChange={() => onChange({ ...options, preset })}
              />
            );
          })}
        </div>
        <div className="mt-4 border-t border-line pt-4">
          <Choice
            type="checkbox"
            title={texts.fourStems}
            hint={texts.fourStemsHint}
            checked={options.stems === 'four'}
            onChange={(checked) => onChange({ ...options, stems: checked ? 'four' : 'two' })}
          />
        </div>
      </fieldset>
      <Choice
        type="checkbox"
        title={texts.lossless}
        hint={texts.losslessHint}
        checked={options.lossless}
        onChange={(lossless) => onChange({ ...options, lossless })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly type: 'checkbox' | 'radio';
  readonly title: string;
  readonly hint: string;
  /** Whether who has used the page before knows the hint. */
  readonly isKnown?: boolean;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ type, title, hint, isKnown, checked, onChange }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-1.5">
      <input
        type={type}
        {...(type === 'radio' ? { name: 'preset' } : {})}
        className="mt-0.5 size-5 shrink-0"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="font-medium">{title}</span>
        <span className={`block text-sm text-quiet ${isKnown ? 'returning:hidden' : ''}`}>
          {hint}
        </span>
      </span>
    </label>
  );
}
