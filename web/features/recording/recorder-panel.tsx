'use client';
import { useEffect, useMemo, useRef } from 'react';
import { limitMinutes } from '../../lib/api/limits.ts';
import { useLimits } from '../../lib/api/use-limits.ts';
import { useLanguage, useMessages } from '../../lib/messages/use-messages.ts';
import { clockText } from '../player/clock-text.ts';
import { useLeaveGuard } from '../upload/use-uploads.ts';
import { LevelMeter } from './level-meter.tsx';
import { recordingName } from './recording-name.ts';
import { RecordingPlayer } from './recording-player.tsx';
import { type RecorderState, useRecorder } from './use-recorder.ts';

interface RecorderPanelProps {
  readonly onSend: (file: File) => void;
  readonly onClose: () => void;
}

/** Records the voice, plays the recording back, and sends it. */
export function RecorderPanel({ onSend, onClose }: RecorderPanelProps) {
  const { record } = useMessages();
  const { maxDurationSeconds } = useLimits();
  const { state, stop, restart } = useRecorder(maxDurationSeconds);
  const heading = useRef<HTMLHeadingElement>(null);
  useLeaveGuard(state.status === 'recording' || state.status === 'recorded');
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="card flex flex-col gap-5 rounded-[28px] p-6 sm:p-8">
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
        {record.title}
      </h2>
      {state.status === 'asking' && <p role="status">{record.asking}</p>}
      {state.status === 'recording' && <Running state={state} />}
      {state.status === 'recorded' && (
        <Recorded state={state} maxMinutes={limitMinutes(maxDurationSeconds)} />
      )}
      {state.status === 'problem' && (
        <p role="alert" className="rounded-xl bg-danger-soft p-4 font-medium">
          {record.problems[state.problem]}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {state.status === 'recording' && (
          <button type="button" className="button" onClick={stop}>
            <span aria-hidden="true" className="size-3 rounded-xs bg-current" />
            {record.stop}
          </button>
        )}
        {state.status === 'recorded' && <SendButton state={state} onSend={onSend} />}
        {(state.status === 'recorded' ||
          (state.status === 'problem' && state.problem !== 'unsupported')) && (
          <button type="button" className="button button-quiet" onClick={restart}>
            {record.again}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={onClose}>
          {state.status === 'recording' || state.status === 'recorded'
            ? record.discard
            : record.back}
        </button>
      </div>
    </div>
  );
}

function Running({ state }: { state: Extract<RecorderState, { status: 'recording' }> }) {
  const { record } = useMessages();
  const advice = {
    'too-quiet': record.tooQuiet,
    'too-loud': record.tooLoud,
    none: record.hint,
  }[state.advice ?? 'none'];
  return (
    <>
      <p className="flex items-center gap-3 text-4xl font-bold tabular-nums">
        <span aria-hidden="true" className="recording-dot size-4 rounded-full bg-glow" />
        <span className="sr-only">{record.recording}</span>
        {clockText(state.seconds)}
      </p>
      <LevelMeter rmsDb={state.rmsDb} label={record.level} />
      <p role="status" className="text-quiet">
        {advice}
      </p>
    </>
  );
}

type RecordedState = Extract<RecorderState, { status: 'recorded' }>;

interface RecordedProps {
  readonly state: RecordedState;
  readonly maxMinutes: number;
}

function Recorded({ state: { sound, seconds, isFull }, maxMinutes }: RecordedProps) {
  const { record } = useMessages();
  const url = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <>
      <p role="status" className="text-quiet">
        {isFull ? record.stoppedItself(maxMinutes) : record.review}
      </p>
      <RecordingPlayer url={url} seconds={seconds} />
    </>
  );
}

interface SendButtonProps {
  readonly state: RecordedState;
  readonly onSend: (file: File) => void;
}

function SendButton({ state: { sound, startedAt }, onSend }: SendButtonProps) {
  const { record } = useMessages();
  const language = useLanguage();
  const send = () => {
    const name = recordingName(record.fileName, startedAt, sound.type, language);
    onSend(new File([sound], name, { type: sound.type }));
  };
  return (
    <button type="button" className="button" onClick={send}>
      {record.send}
    </button>
  );
}
