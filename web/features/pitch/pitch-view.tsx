'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { PointerText } from '../../components/pointer-text.tsx';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { StemSource } from '../player/stems/stem-source.ts';
import type { Follow } from '../player/use-follow.ts';
import { useFrames } from '../player/use-frames.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { LengthGrip } from './length-grip.tsx';
import { barAt, type NoteBar } from './note-bars.ts';
import { NoteCursor } from './note-cursor.tsx';
import { NotePanel } from './note-panel.tsx';
import { PitchControls } from './pitch-controls.tsx';
import { pitchDataOf } from './pitch-data.ts';
import { PitchLegend } from './pitch-legend.tsx';
import { PitchStage } from './pitch-stage.tsx';
import { PitchSummary } from './pitch-summary.tsx';
import type { DrawnNote } from './sung-stretch.ts';
import { useAnalysis } from './use-analysis.ts';
import type { MovedBeat } from './use-pitch-gestures.ts';
import { usePitchPicture } from './use-pitch-picture.ts';
import { type PitchWindow, usePitchWindow } from './use-pitch-window.ts';
import { reveal } from './viewport.ts';

interface PitchViewProps {
  readonly score: Score;
  /** How much higher everything is shown. */
  readonly semitones: number;
  readonly links: ArtifactLinks;
  readonly player: Pick<PlayerControls, 'position' | 'seek' | 'isPlaying' | 'duration'>;
  readonly follow: Follow;
  /** The voice, for its waveform. */
  readonly voice: StemSource | undefined;
  /** An index into the score's sung notes. */
  readonly selectedNote: number | undefined;
  readonly onSelect: (sungNote: number | undefined) => void;
  /** Receives drawn notes while notes are added. */
  readonly onAdd?: ((drawn: DrawnNote) => void) | undefined;
  /** Receives moved barlines while the score is edited. */
  readonly onBeat?: ((beat: MovedBeat) => void) | undefined;
  /** Receives the new end of a note, as a fractional tick, while the score is edited. */
  readonly onEnd?: ((sungNote: number, endTick: number) => void) | undefined;
  /** Lower, and without the summary, for use beside the score. */
  readonly isCompact: boolean;
}

/** Shows the sung pitch over the written notes, and where it was sharp or flat. */
export function PitchView(props: PitchViewProps) {
  const { score, semitones, links, player, selectedNote, onSelect, onEnd, isCompact } = props;
  const { pitch: texts } = useSongMessages();
  const { value: analysis, hasFailed } = useAnalysis(links);
  const data = useMemo(() => pitchDataOf(score, analysis, semitones), [score, analysis, semitones]);
  const [hovered, setHovered] = useState<NoteBar>();
  const { position } = player;
  const firstSeconds = data.bars[0]?.sung.startSeconds ?? 0;
  const openAt = useCallback(() => Math.max(position(), firstSeconds), [position, firstSeconds]);
  const pitchWindow = usePitchWindow(player.duration, openAt, props.follow);
  const sungNow = useSungNow(data.bars, player.position);
  const selected = data.bars.find(({ sungNote }) => sungNote === selectedNote);
  const active = hovered ?? selected ?? sungNow;
  const shown = usePitchPicture({
    ...{ ...props, data, activeNote: active?.sungNote },
    window: pitchWindow,
  });
  const { follow } = pitchWindow;
  useEffect(() => {
    if (selected) follow((viewport, stage) => reveal(viewport, selected.sung, stage));
  }, [selected, follow]);
  const { seek } = player;
  const tap = useCallback(
    (seconds: number, bar: NoteBar | undefined) => {
      onSelect(bar?.sungNote);
      seek(bar ? bar.sung.startSeconds : Math.max(0, seconds));
    },
    [onSelect, seek],
  );
  return (
    <section aria-label={texts.label} className="card overflow-clip" data-testid="pitch-view">
      <PitchHeader window={pitchWindow} position={player.position} isCompact={isCompact} />
      <PitchStage
        window={pitchWindow}
        shown={shown}
        position={player.position}
        isPlaying={player.isPlaying}
        onHover={setHovered}
        onTap={tap}
        onAdd={props.onAdd}
        onBeat={props.onBeat}
      >
        <NoteCursor
          window={pitchWindow}
          bars={data.bars}
          rows={shown.rows}
          selected={selected}
          position={player.position}
          onSelect={(bar) => onSelect(bar.sungNote)}
          onSeek={(bar) => seek(bar.sung.startSeconds)}
        />
        {onEnd && selected && (
          <LengthGrip {...{ score, onEnd }} window={pitchWindow} rows={shown.rows} bar={selected} />
        )}
      </PitchStage>
      <NotePanel bar={active} isCompact={isCompact} />
      <p role="status" className="px-5 pb-2 text-sm text-quiet empty:hidden">
        {hasFailed ? texts.failed : analysis ? '' : texts.loading}
      </p>
      {!isCompact && (
        <>
          <PitchSummary bars={data.bars} tuningOffsetCents={analysis?.tuningOffsetCents} />
          <p className="px-4 pb-4 text-sm text-quiet sm:px-5">
            <PointerText mouse={texts.hint} touch={texts.hintTouch} />{' '}
            {props.onBeat && texts.editingHint}
          </p>
        </>
      )}
    </section>
  );
}

/** The controls and the legend; a phone has no room for them beside the score. */
function PitchHeader(props: { window: PitchWindow; position: () => number; isCompact: boolean }) {
  const { window: pitchWindow, position, isCompact } = props;
  return (
    <div
      className={`flex flex-wrap items-center gap-x-6 gap-y-1 px-3 py-2 sm:px-5 ${isCompact ? 'max-sm:hidden' : ''}`}
    >
      <div className="min-w-[min(16rem,100%)] flex-1">
        <PitchControls window={pitchWindow} position={position} />
      </div>
      <PitchLegend />
    </div>
  );
}

/** The note at the playhead. Renders only when it changes. */
function useSungNow(bars: readonly NoteBar[], position: () => number): NoteBar | undefined {
  const [bar, setBar] = useState<NoteBar>();
  useFrames(useCallback(() => setBar(barAt(bars, position())), [bars, position]));
  return bar;
}
