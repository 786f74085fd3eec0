'use client';
import { type ReactNode, useId, useState } from 'react';
import { StrokeIcon } from '../../components/stroke-icon.tsx';
import type { SongTexts } from '../../lib/messages/song-texts.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { KeysPanel } from './keys-panel.tsx';
import { LoopPanel } from './loop-panel.tsx';
import { MetronomePanel } from './metronome-panel.tsx';
import { MixerPanel } from './mixer-panel.tsx';
import { SpeedPanel } from './speed-panel.tsx';
import { ToolButton } from './tool-button.tsx';
import type { PlayerControls } from './use-player.ts';
import type { PlayerKeys } from './use-player-keys.ts';

interface Tool {
  readonly name: string;
  readonly title: string;
  readonly label: string;
  readonly path: string;
  readonly isActive: boolean;
  readonly panel: ReactNode;
}

/**
 * Which of the player's panels is open, and the buttons and the panel to show for it. A small window
 * shows the buttons only when asked, by the opener.
 */
export function usePlayerTools(player: PlayerControls, keys: PlayerKeys) {
  const { player: texts } = useSongMessages();
  const [areShown, setAreShown] = useState(false);
  const [openName, setOpenName] = useState<string>();
  const panelId = useId();
  const buttonsId = useId();
  const tools = toolsOf(player, keys, texts);
  const open = tools.find(({ name }) => name === openName);
  const opener = (
    <button
      type="button"
      aria-label={texts.tools}
      aria-expanded={areShown}
      aria-controls={buttonsId}
      className={`icon-button md:hidden ${areShown ? 'bg-leaf-soft text-ink' : tools.some(({ isActive }) => isActive) ? 'text-glow' : ''}`}
      onClick={() => {
        setAreShown(!areShown);
        setOpenName(undefined);
      }}
    >
      <StrokeIcon path={areShown ? paths.close : paths.tools} />
    </button>
  );
  const buttons = (
    <div
      id={buttonsId}
      data-tools=""
      className={`flex flex-wrap justify-between gap-1 max-md:w-full ${areShown ? '' : 'max-md:hidden'}`}
    >
      {tools.map(({ name, label, path, isActive }) => (
        <ToolButton
          key={name}
          label={label}
          path={path}
          isActive={isActive}
          isOpen={name === openName}
          controls={panelId}
          onClick={() => setOpenName(name === openName ? undefined : name)}
        />
      ))}
    </div>
  );
  const panel = (
    <div id={panelId} hidden={!open} className="border-b border-line">
      {open && (
        <section
          aria-label={open.title}
          className="flex max-h-[45vh] flex-col gap-3 overflow-y-auto px-1 pt-1 pb-3 md:ml-auto md:max-w-[40rem]"
        >
          {open.panel}
        </section>
      )}
    </div>
  );
  return { opener, buttons, panel };
}

const paths = {
  speed: 'M4 16.500a8 8 0 1 1 16 0M12 16.500l4-5.500M12 16.500h.01',
  loop: 'M17 3l3.500 3.500L17 10M20 6.500H8a5 5 0 0 0-5 5M7 21l-3.500-3.500L7 14M4 17.500h12a5 5 0 0 0 5-5',
  metronome: 'M9 3h6l4 18H5zM6.500 15h11M12 15l6-9',
  mixer: 'M6 3v10M6 17v4M12 3v3M12 10v11M18 3v12M18 19v2M3.500 15h5M9.500 8h5M15.500 17h5',
  tools: 'M4 8h8M16 8h4M14 5.500v5M4 16h2M10 16h10M8 13.500v5',
  close: 'M6 9l6 6 6-6',
  keys: 'M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M18 10.500h.01M8 14h8',
} as const;

function toolsOf(
  player: PlayerControls,
  keys: PlayerKeys,
  texts: SongTexts['player'],
): readonly Tool[] {
  const { speed, loop, mix, hasCountIn, stems } = player;
  const isMixed = [...stems, 'melody' as const].some((name) => {
    const { volume, isMuted, isSolo } = mix[name];
    return isSolo || (name === 'melody' ? !isMuted : isMuted || volume !== 1);
  });
  const tool = (
    name: Exclude<keyof typeof paths, 'tools' | 'close'>,
    title: string,
    isActive: boolean,
    panel: ReactNode,
  ) => ({
    ...{ name, title, isActive, panel },
    label: title,
    path: paths[name],
  });
  const speedTool = tool('speed', texts.speed, speed !== 1, <SpeedPanel player={player} />);
  return [
    { ...speedTool, label: speed === 1 ? texts.speed : texts.speedValue(speed) },
    tool('loop', texts.loop, loop !== undefined, <LoopPanel player={player} />),
    tool(
      'metronome',
      texts.metronome,
      !mix.metronome.isMuted || hasCountIn,
      <MetronomePanel player={player} />,
    ),
    tool('mixer', texts.mixer, isMixed, <MixerPanel player={player} />),
    tool(
      'keys',
      texts.keysShort,
      false,
      <KeysPanel areKeysOn={keys.areOn} onChange={keys.setOn} />,
    ),
  ];
}
