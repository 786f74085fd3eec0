'use client';
import { StrokeIcon } from '../../components/stroke-icon.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { gainOf, type TrackName } from './tracks.ts';
import type { PlayerControls } from './use-player.ts';

/** Volume, mute and solo of every track. */
export function MixerPanel({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const tracks = [...player.stems, ...player.writtenTracks];
  return (
    <>
      <ul className="flex flex-col gap-1">
        {tracks.map((name) => (
          <li key={name} className="flex flex-wrap items-center gap-2">
            <span className="w-28 shrink-0 max-[22rem]:w-full text-sm leading-tight font-medium sm:w-40 sm:text-base">
              {texts.tracks[name]}
            </span>
            <Fader name={name} player={player} />
            <MuteButton name={name} player={player} />
            <SoloButton name={name} player={player} />
          </li>
        ))}
      </ul>
      {player.writtenTracks.map((name) => (
        <p key={name} className="text-sm text-quiet">
          {texts.tracks[name]}: {texts.writtenHints[name]}
        </p>
      ))}
    </>
  );
}

interface TrackProps {
  readonly name: TrackName;
  readonly player: PlayerControls;
}

export function Fader({ name, player }: TrackProps) {
  const { player: texts } = useSongMessages();
  const { volume } = player.mix[name];
  const isSilent = gainOf(player.mix, name) === 0;
  return (
    <input
      type="range"
      className={`min-w-0 flex-1 ${isSilent ? 'accent-muted opacity-50' : ''}`}
      aria-label={texts.volume(texts.tracks[name])}
      min={0}
      max={1}
      step={0.01}
      value={volume}
      onChange={({ target }) =>
        player.setTrack(name, { volume: target.valueAsNumber, isMuted: false })
      }
    />
  );
}

const speaker = 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500z';

function MuteButton({ name, player }: TrackProps) {
  const { player: texts } = useSongMessages();
  const { isMuted } = player.mix[name];
  return (
    <button
      type="button"
      aria-pressed={isMuted}
      aria-label={texts.mute(texts.tracks[name])}
      title={texts.mute(texts.tracks[name])}
      className={`icon-button ${isMuted ? 'bg-line text-ink' : ''}`}
      onClick={() => player.setTrack(name, { isMuted: !isMuted })}
    >
      <StrokeIcon
        path={`${speaker}${isMuted ? 'M16 9.500l5 5M21 9.500l-5 5' : 'M15.500 9a4 4 0 0 1 0 6'}`}
      />
    </button>
  );
}

function SoloButton({ name, player }: TrackProps) {
  const { player: texts } = useSongMessages();
  const { isSolo } = player.mix[name];
  return (
    <button
      type="button"
      aria-pressed={isSolo}
      aria-label={texts.solo(texts.tracks[name])}
      className={`min-h-11 min-w-14 rounded-full px-2 text-sm font-semibold ${isSolo ? 'bg-leaf text-leaf-ink' : 'text-quiet hover:bg-leaf-soft hover:text-ink'}`}
      // A muted track would be silent even if solo.
      onClick={() =>
        player.setTrack(name, { isSolo: !isSolo, ...(isSolo ? {} : { isMuted: false }) })
      }
    >
      {texts.soloShort}
    </button>
  );
}
