import type { ArtifactName } from '@my-pitch/shared/keys';

/** The stems that a song may have, in display order. */
const stemNames = ['vocals', 'accompaniment', 'drums', 'bass', 'other'] as const;
export type StemName = (typeof stemNames)[number];

/** Everything with a volume: the stems, the synthesised melody and chords of the score, and the metronome. */
export type TrackName = StemName | 'melody' | 'chords' | 'metronome';

export interface TrackMix {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly isSolo: boolean;
}

export type Mix = Readonly<Record<TrackName, TrackMix>>;

const full = { volume: 1, isMuted: false, isSolo: false };

/** The song as it was recorded: melody, chords and metronome are muted. Chords are several tones at once. */
export const initialMix: Mix = {
  vocals: full,
  accompaniment: full,
  drums: full,
  bass: full,
  other: full,
  melody: { ...full, volume: 0.8, isMuted: true },
  chords: { ...full, volume: 0.4, isMuted: true },
  metronome: { ...full, volume: 0.8, isMuted: true },
};

/**
 * The gain of a track, 0 to 1. If any track is solo, only solo tracks and the metronome sound: the
 * metronome is not part of the music. A muted track is silent even if it is solo.
 */
export function gainOf(mix: Mix, track: TrackName): number {
  const { volume, isMuted, isSolo } = mix[track];
  const anySolo = Object.entries(mix).some(([name, { isSolo }]) => isSolo && name !== 'metronome');
  const isLeftOut = anySolo && !isSolo && track !== 'metronome';
  return isMuted || isLeftOut ? 0 : volume;
}

/**
 * The stems to play and their URLs. With four stems, drums, bass and other replace the accompaniment,
 * which is their sum.
 */
export function chooseStems(
  links: Readonly<Partial<Record<ArtifactName, string>>>,
): ReadonlyMap<StemName, string> {
  const parts = ['drums', 'bass', 'other'] as const;
  const isSplit = parts.every((name) => links[`${name}.m4a`]);
  const chosen = isSplit ? (['vocals', ...parts] as const) : (['vocals', 'accompaniment'] as const);
  return new Map(
    chosen.flatMap((name) => {
      const url = links[`${name}.m4a`];
      return url ? [[name, url] as const] : [];
    }),
  );
}
