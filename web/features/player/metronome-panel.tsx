'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { Fader } from './mixer-panel.tsx';
import type { PlayerControls } from './use-player.ts';

/** Turns the metronome and the count-in on or off. */
export function MetronomePanel({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const isOn = !player.mix.metronome.isMuted;
  return (
    <>
      <div className="flex items-center gap-3">
        <Switch
          label={texts.metronome}
          isOn={isOn}
          onChange={() => player.setTrack('metronome', { isMuted: isOn })}
        />
        <Fader name="metronome" player={player} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3">
        <Switch
          label={texts.countIn}
          isOn={player.hasCountIn}
          onChange={() => player.setCountIn(!player.hasCountIn)}
        />
        <p className="text-sm text-quiet">{texts.countInHint}</p>
      </div>
    </>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
}

function Switch({ label, isOn, onChange }: SwitchProps) {
  return (
    <label className="flex min-h-11 min-w-32 items-center gap-3 font-medium">
      <input type="checkbox" className="size-6" checked={isOn} onChange={onChange} />
      {label}
    </label>
  );
}
