'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { referenceNotesOf } from '@my-pitch/shared/scoring/reference-notes';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { useAnalysis } from '../pitch/use-analysis.ts';
import { Fader } from '../player/mixer-panel.tsx';
import type { PlayerControls } from '../player/use-player.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { LatencyPanel } from './latency/latency-panel.tsx';
import { LiveTally } from './live-tally.tsx';
import { SingViews } from './sing-views.tsx';
import { SungResult } from './sung-result.tsx';
import { useSingTexts } from './use-sing-texts.ts';
import { type SingingState, useSinging } from './use-singing.ts';

export interface SingRoomProps {
  readonly songId: JobId;
  readonly score: Score;
  /** How the score is displayed. */
  readonly read: ReadScore;
  readonly links: ArtifactLinks;
  readonly player: PlayerControls;
  readonly onClose: () => void;
}

/** The original's voice while someone sings to it: a help, not a choir. */
const voiceVolume = 0.2;

/** Sings along with a song: preparation, the song with the sung pitch, and the result. */
export function SingRoom({ songId, score, read, links, player, onClose }: SingRoomProps) {
  const texts = useSingTexts();
  const { value: analysis, hasFailed } = useAnalysis(links);
  const reference = useMemo(
    () => analysis && referenceNotesOf(score, analysis.f0),
    [score, analysis],
  );
  const tuningOffsetCents = analysis?.tuningOffsetCents ?? 0;
  const key = { tuningOffsetCents, keyShiftSemitones: player.heardKey.keyShift };
  const room = useSinging({ songId, player, score, reference, ...key });
  const { state, start, stop, replaceSung } = room;
  useQuietVoice(player);
  const heading = useRef<HTMLHeadingElement>(null);
  const isSung = state.status === 'sung';
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when the result replaces the button
  useEffect(() => heading.current?.focus(), [isSung]);
  const singing = state.status === 'singing' ? state.singing : undefined;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // A phone has no room for the song's heading above what is read.
    if (singing) card.current?.scrollIntoView({ block: 'start' });
  }, [singing]);
  const last = state.status === 'sung' ? state.picture : undefined;
  const live = useCallback(() => singing?.picture ?? last, [singing, last]);
  const isReady = reference !== undefined && player.status === 'ready';
  const isLost = hasFailed || player.status === 'failed';
  return (
    <section
      ref={card}
      className="card no-print flex flex-col gap-4 overflow-clip py-5 sm:py-6"
      aria-labelledby="sing"
      data-testid="sing-room"
    >
      <div data-folds="" className="flex items-center justify-between gap-4 px-5 sm:px-6">
        <h2 ref={heading} id="sing" tabIndex={-1} className="text-lg font-semibold outline-none">
          {texts.title}
        </h2>
        <button
          type="button"
          className="button button-quiet"
          disabled={singing !== undefined}
          onClick={onClose}
        >
          {texts.close}
        </button>
      </div>
      <Preparation state={state} isLost={isLost} />
      {state.status === 'sung' && (
        <SungResult
          key={state.sung?.take.id}
          {...{ state, songId, player }}
          onRecounted={replaceSung}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 sm:px-6">
        <SingButton state={state} isReady={isReady} onStart={start} onStop={stop} />
        <VoiceFader player={player} />
      </div>
      <SingViews {...{ score, read, player, live }} />
      <div className="flex flex-col gap-4 px-5 sm:px-6">
        {(singing || last) && <LiveTally live={live} />}
        {(state.status === 'ready' || state.status === 'sung') && isReady && (
          <LatencyPanel player={player} />
        )}
      </div>
    </section>
  );
}

function Preparation({ state, isLost }: { state: SingingState; isLost: boolean }) {
  const texts = useSingTexts();
  if (state.status === 'problem' || isLost) {
    const text = state.status === 'problem' ? texts.problems[state.problem] : texts.failed;
    return (
      <p role="alert" className="mx-5 rounded-xl bg-danger-soft p-4 font-medium sm:mx-6">
        {text}
      </p>
    );
  }
  if (state.status === 'sung') return null;
  return (
    <p role="status" className="max-w-prose px-5 text-quiet sm:px-6">
      {state.status === 'singing'
        ? texts.singing
        : state.status === 'asking'
          ? texts.asking
          : `${texts.hint} ${texts.noHeadphones}`}
    </p>
  );
}

interface SingButtonProps {
  readonly state: SingingState;
  readonly isReady: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

function SingButton({ state, isReady, onStart, onStop }: SingButtonProps) {
  const texts = useSingTexts();
  if (state.status === 'singing') {
    return (
      <button type="button" className="button" onClick={onStop}>
        <span aria-hidden="true" className="size-3 rounded-xs bg-current" />
        {texts.stop}
      </button>
    );
  }
  const label = state.status === 'sung' ? texts.again : texts.start;
  return (
    <button
      type="button"
      className="button"
      disabled={!isReady || state.status === 'asking'}
      onClick={onStart}
    >
      <span aria-hidden="true" className="size-3 rounded-full bg-glow" />
      {isReady ? label : texts.loading}
    </button>
  );
}

function VoiceFader({ player }: { player: PlayerControls }) {
  const texts = useSingTexts();
  if (!player.stems.includes('vocals')) return null;
  return (
    <div className="flex min-w-[min(14rem,100%)] flex-1 items-center gap-3 sm:max-w-80">
      <span className="text-sm font-medium whitespace-nowrap">{texts.voice}</span>
      <Fader name="vocals" player={player} />
    </div>
  );
}

/** Turns the original's voice down while the room is open. */
function useQuietVoice({ mix, setTrack }: PlayerControls): void {
  const before = useRef(mix.vocals);
  useEffect(() => {
    const original = before.current;
    setTrack('vocals', { volume: voiceVolume });
    return () => setTrack('vocals', original);
  }, [setTrack]);
}
