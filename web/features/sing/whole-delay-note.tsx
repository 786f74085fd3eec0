'use client';
import type { SungTake } from './keep-sung-take.ts';
import { useSingTexts } from './use-sing-texts.ts';

interface WholeDelayNoteProps {
  readonly sung: SungTake;
  readonly onRecounted: (sung: SungTake) => void;
}

/** Says that a take is late or early as a whole, and lets the singer say whose delay it is. */
export function WholeDelayNote({ sung, onRecounted }: WholeDelayNoteProps) {
  const texts = useSingTexts();
  const { delay, recount } = sung;
  if (!delay) return null;
  const milliseconds = Math.round(1000 * delay.seconds);
  const { isDevice } = delay;
  const change = async () => {
    const counted = await recount(!isDevice);
    if (counted) onRecounted(counted);
  };
  return (
    <div className="flex max-w-prose flex-col items-start gap-3 rounded-xl bg-glow-soft p-4">
      <p role="status">
        {isDevice ? texts.deviceLate(milliseconds) : texts.singerLate(milliseconds)}
      </p>
      <button type="button" className="button button-quiet" onClick={() => void change()}>
        {isDevice ? texts.countDelay : texts.blameDevice}
      </button>
    </div>
  );
}
