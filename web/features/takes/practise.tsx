'use client';
import { useEffect, useState } from 'react';
import { clockText } from '../player/clock-text.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { PractiseMeasure } from './practice.ts';
import type { Original } from './use-original.ts';
import { type OriginalLoop, useOriginalLoop } from './use-original-loop.ts';
import { useTakesTexts } from './use-takes-texts.ts';

/** Of the original's, from the slowest on. */
const speeds = [0.5, 0.75, 1] as const;
type Speed = (typeof speeds)[number];

interface PractiseProps {
  readonly measures: readonly PractiseMeasure[];
  readonly original: Original;
  /** How much higher the take was sung: the original is heard in that key. */
  readonly keyShift: number;
  readonly player: PlayerControls;
}

/** The measures to practise. A tap repeats one of the original slowly, in the singer's key. */
export function Practise({ measures, original, keyShift, player }: PractiseProps) {
  const texts = useTakesTexts();
  const [speed, setSpeed] = useState<Speed>(0.75);
  const loop = useOriginalLoop(original.links);
  const { stop } = loop;
  const { isPlaying } = player;
  useEffect(() => {
    // One of both is heard at a time.
    if (isPlaying) stop();
  }, [isPlaying, stop]);
  const isGone = original.status === 'gone';
  const repeat = (measure: PractiseMeasure, atSpeed: Speed) => {
    if (isGone) repeatOwn(player, measure, atSpeed);
    else {
      if (player.isPlaying) player.toggle();
      loop.repeat(measure.original, { speed: atSpeed, keyShift });
    }
  };
  const repeated = measures.find(
    (measure) => loop.status !== 'off' && measure.original.startSeconds === loop.loop?.startSeconds,
  );
  const hint = isGone ? texts.practiseOwnHint : texts.practiseHint;
  return (
    <div>
      <h3 className="font-semibold">{texts.practise}</h3>
      <p className="mb-2 text-sm text-quiet">{measures.length === 0 ? texts.practiseNone : hint}</p>
      <ul className="flex flex-wrap gap-2">
        {measures.map((measure) => (
          <li key={measure.startSeconds}>
            <button
              type="button"
              className="button button-quiet aria-pressed:bg-leaf-soft aria-pressed:outline-2 aria-pressed:outline-glow"
              aria-pressed={isGone ? isLoopOf(player, measure) : repeated === measure}
              onClick={() => (repeated === measure ? loop.stop() : repeat(measure, speed))}
            >
              {texts.measure(measure.number)}
              <span className="font-normal text-quiet tabular-nums">
                {texts.points(measure.points)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {measures.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <SpeedChoice
            speed={speed}
            onChange={(chosen) => {
              setSpeed(chosen);
              if (repeated) repeat(repeated, chosen);
            }}
          />
          <LoopStatus loop={loop} measure={repeated} />
          {repeated && (
            <>
              <button type="button" className="button button-quiet" onClick={loop.stop}>
                {texts.stop}
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  loop.stop();
                  repeatOwn(player, repeated, speed);
                }}
              >
                {texts.hearYourself}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Repeats the measure as the take sang it. */
function repeatOwn(player: PlayerControls, measure: PractiseMeasure, speed: number): void {
  player.setSpeed(speed);
  player.setLoop(measure);
  if (!player.isPlaying) player.toggle();
}

function isLoopOf({ loop }: PlayerControls, { startSeconds, endSeconds }: PractiseMeasure) {
  return loop?.startSeconds === startSeconds && loop.endSeconds === endSeconds;
}

interface LoopStatusProps {
  readonly loop: OriginalLoop;
  readonly measure: PractiseMeasure | undefined;
}

function LoopStatus({ loop: { status }, measure }: LoopStatusProps) {
  const texts = useTakesTexts();
  const place = measure && texts.repeats(measure.number, clockText(measure.original.startSeconds));
  return (
    <p role="status" className="text-sm font-medium empty:hidden">
      {status === 'loading' && texts.soundLoading}
      {status === 'playing' && place}
      {status === 'failed' && texts.soundFailed}
    </p>
  );
}

interface SpeedChoiceProps {
  readonly speed: Speed;
  readonly onChange: (speed: Speed) => void;
}

function SpeedChoice({ speed, onChange }: SpeedChoiceProps) {
  const texts = useTakesTexts();
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{texts.practiseSpeed}</legend>
      {speeds.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={speed === each}
          className={`min-h-11 min-w-14 rounded-full px-2 font-medium tabular-nums ${speed === each ? 'bg-leaf text-leaf-ink' : 'bg-leaf-soft text-ink'}`}
          onClick={() => onChange(each)}
        >
          {texts.speedValue(each)}
        </button>
      ))}
    </fieldset>
  );
}
