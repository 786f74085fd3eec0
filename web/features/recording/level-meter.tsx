import { silenceDb } from './loudness.ts';

const bars = Array.from({ length: 30 }, (_, bar) => bar / 30);
/** The share of the meter above which the voice is close to full scale. */
const loudShare = 0.9;

/** How loud the voice is, from the quietest to full scale, drawn as bars that fill. */
export function LevelMeter({ rmsDb, label }: { rmsDb: number; label: string }) {
  const share = 1 - rmsDb / silenceDb;
  const colour = (at: number): string => {
    if (at >= share) return 'bg-line';
    return at > loudShare ? 'bg-glow' : 'bg-leaf';
  };
  return (
    <>
      <meter
        className="sr-only"
        aria-label={label}
        min={silenceDb}
        max={0}
        value={Math.round(rmsDb)}
      />
      <div aria-hidden="true" className="flex h-10 items-center gap-1">
        {bars.map((at) => (
          <span key={at} className={`h-full flex-1 rounded-full ${colour(at)}`} />
        ))}
      </div>
    </>
  );
}
