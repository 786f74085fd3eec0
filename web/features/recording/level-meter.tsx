import { silenceDb } from './loudness.ts';

const bars = Array.from({ length: 30 }, (_, bar) => bar / 30);
/** Above this share of the meter the level is close to full scale. */
const loudShare = 0.9;

/** The level in dB, from silence to full scale, drawn as bars. */
export function LevelMeter({ rmsDb, label }: { rmsDb: number; label: string }) {
  const share = 1 - rmsDb / silenceDb;
  const colour = (at: number): string => {
    if (at >= share) return 'bg-line';
    return at > loudShare ? 'bg-danger' : 'bg-leaf';
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
