'use client';
import type { JobId } from '@my-pitch/shared/ids';
import { useMemo, useState } from 'react';
import { nameOfMoment } from '../../lib/messages/moment-text.ts';
import { useLanguage } from '../../lib/messages/use-messages.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { sampleJobId } from '../song/use-sample.ts';
import { deleteTake, type StoredTake } from '../takes/stored-takes.ts';
import { useUploadOptions } from '../upload/use-upload-options.ts';
import { uploadQueue } from '../upload/use-uploads.ts';
import type { SungTake } from './keep-sung-take.ts';
import { SungPoints } from './sung-points.tsx';
import { usePlayedTake } from './use-played-take.ts';
import { useSingTexts } from './use-sing-texts.ts';
import type { SingingState } from './use-singing.ts';
import { WholeDelayNote } from './whole-delay-note.tsx';

interface SungResultProps {
  readonly state: Extract<SingingState, { status: 'sung' }>;
  readonly songId: JobId;
  readonly player: PlayerControls;
  /** The singer has said whether the device or the singer was late. */
  readonly onRecounted: (sung: SungTake) => void;
}

/** The points of a take that has just been sung, and what can be done with it. */
export function SungResult({ state, songId, player, onRecounted }: SungResultProps) {
  const texts = useSingTexts();
  const { reason, sung } = state;
  const comparison = useMemo(() => sung && inSongTime(sung.take), [sung]);
  return (
    <div className="flex flex-col gap-5 px-5 sm:px-6" data-testid="sung-result">
      {reason !== 'stopped' && (
        <p role="alert" className="rounded-xl bg-danger-soft p-4 font-medium">
          {texts.reasons[reason]}
        </p>
      )}
      {sung && comparison ? (
        <>
          <SungPoints comparison={comparison} player={player} />
          <WholeDelayNote sung={sung} onRecounted={onRecounted} />
          <TakeActions
            take={sung.take}
            startSeconds={sung.startSeconds}
            {...{ songId, player, isKept: sung.isKept }}
          />
        </>
      ) : (
        <p role="status">{texts.nothing}</p>
      )}
    </div>
  );
}

/** The result of a live take is shown with the song's player, so in the song's time. */
function inSongTime({ comparison }: StoredTake) {
  const points = [0, 1].map((seconds) => ({ referenceSeconds: seconds, takeSeconds: seconds }));
  return { ...comparison, alignment: { ...comparison.alignment, points } };
}

interface TakeActionsProps {
  readonly take: StoredTake;
  readonly startSeconds: number;
  readonly songId: JobId;
  readonly player: PlayerControls;
  readonly isKept: boolean;
}

function TakeActions({ take, startSeconds, songId, player, isKept }: TakeActionsProps) {
  const texts = useSingTexts();
  const language = useLanguage();
  const { options } = useUploadOptions();
  const played = usePlayedTake(take, startSeconds, player);
  const [done, setDone] = useState<'sent' | 'removed'>();
  const { sound } = take;
  const send = () => {
    if (!sound) return;
    const name = texts.fileName(nameOfMoment(new Date(take.recordedAt), language));
    const file = new File([sound], `${name}.wav`, { type: sound.type });
    uploadQueue.add([{ file, options: { ...options, content: 'voice' }, takeOf: songId }]);
    setDone('sent');
  };
  const remove = () => {
    played.stop();
    void deleteTake(take.id);
    setDone('removed');
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          className="button button-quiet"
          onClick={played.isPlaying ? played.stop : played.play}
        >
          {played.isPlaying ? texts.silence : texts.listen}
        </button>
        {songId !== sampleJobId && done === undefined && (
          <button type="button" className="button button-quiet" onClick={send}>
            {texts.send}
          </button>
        )}
        {isKept && done !== 'removed' && (
          <button type="button" className="button button-quiet" onClick={remove}>
            {texts.remove}
          </button>
        )}
      </div>
      <p role="status" className="text-sm text-quiet">
        {done ? texts[done] : isKept ? texts.kept : texts.notKept}
      </p>
    </div>
  );
}
