'use client';
import { type ReactNode, useId, useState } from 'react';
import { useOpenPanel } from '../../components/open-panel.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { KeyPanel } from './key-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { LoopPanel } from './loop-panel.tsx';
import type { Bar } from './measure-starts.ts';
import type { PlayerMessages } from './messages-en.ts';
import { MetronomePanel } from './metronome-panel.tsx';
import { MixerPanel } from './mixer-panel.tsx';
import { SpeedPanel } from './speed-panel.tsx';
import { useHasKeyboard } from './use-has-keyboard.ts';
import type { PlayerControls } from './use-player.ts';
import type { PlayerKeys } from './use-player-keys.ts';

/** A panel of the player and the button that opens it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly label: string;
  /** Strokes in a box of 24 by 24. */
  readonly path: string;
  /** Whether its settings have an effect now. */
  readonly isActive: boolean;
  readonly panel: ReactNode;
}

export interface PlayerTools {
  readonly tools: readonly Tool[];
  /** The tool whose panel is open. */
  readonly openTool: Tool | undefined;
  /** Whether a small window shows the buttons; a large one always does. */
  readonly areButtonsShown: boolean;
  readonly buttonsId: string;
  readonly panelId: string;
  /** Opens a tool's panel, or closes it if it is open. */
  toggleTool(name: string): void;
  /** Shows or hides the buttons of a small window, and closes the panel. */
  toggleButtons(): void;
}

/** The player's tools, and which of them is open. */
export function usePlayerTools(
  player: PlayerControls,
  keys: PlayerKeys,
  bars: readonly Bar[],
): PlayerTools {
  const { player: texts } = useSongMessages();
  const [areButtonsShown, setAreButtonsShown] = useState(false);
  const [openName, setOpenName] = useState<string>();
  const panelId = useId();
  const buttonsId = useId();
  const hasKeyboard = useHasKeyboard();
  const tools = toolsOf({ player, keys, bars, texts }).filter(
    ({ name }) => name !== 'keys' || hasKeyboard,
  );
  const panel = useOpenPanel('player', openName === 'loop' ? insideWithMusic : inside);
  return {
    tools,
    openTool: panel.isOpen ? tools.find(({ name }) => name === openName) : undefined,
    areButtonsShown,
    buttonsId,
    panelId,
    toggleTool: (name) => {
      if (!panel.isOpen || name === openName) panel.toggle();
      setOpenName(name);
    },
    toggleButtons: () => {
      setAreButtonsShown(!areButtonsShown);
      panel.close();
    },
  };
}

/** What the open panel belongs to: taps there do not close it. */
const inside = '[data-player]';
/** A loop is set at notes, so taps on them are part of it. */
const insideWithMusic = '[data-player], [data-testid=score], [data-testid=pitch-view]';

const paths = {
  speed: 'M4 16.500a8 8 0 1 1 16 0M12 16.500l4-5.500M12 16.500h.01',
  key: 'M9 18V5l10-2v13M9 18a2.500 2.500 0 1 1-5 0a2.500 2.500 0 1 1 5 0M19 16a2.500 2.500 0 1 1-5 0a2.500 2.500 0 1 1 5 0',
  loop: 'M17 3l3.500 3.500L17 10M20 6.500H8a5 5 0 0 0-5 5M7 21l-3.500-3.500L7 14M4 17.500h12a5 5 0 0 0 5-5',
  metronome: 'M9 3h6l4 18H5zM6.500 15h11M12 15l6-9',
  mixer: 'M6 3v10M6 17v4M12 3v3M12 10v11M18 3v12M18 19v2M3.500 15h5M9.500 8h5M15.500 17h5',
  keys: 'M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M18 10.500h.01M8 14h8',
} as const;

interface ToolsOptions {
  readonly player: PlayerControls;
  readonly keys: PlayerKeys;
  readonly bars: readonly Bar[];
  readonly texts: PlayerMessages;
}

function toolsOf({ player, keys, bars, texts }: ToolsOptions): readonly Tool[] {
  const { speed, loop, mix, hasCountIn, stems } = player;
  const { keyShift } = player.heardKey;
  const isMixed = [...stems, ...player.writtenTracks].some((name) => {
    const { volume, isMuted, isSolo } = mix[name];
    const isWritten = name === 'melody' || name === 'chords';
    return isSolo || (isWritten ? !isMuted : isMuted || volume !== 1);
  });
  const tool = (name: keyof typeof paths, title: string, isActive: boolean, panel: ReactNode) => ({
    ...{ name, title, isActive, panel },
    label: title,
    path: paths[name],
  });
  const speedTool = tool('speed', texts.speed, speed !== 1, <SpeedPanel player={player} />);
  return [
    { ...speedTool, label: speed === 1 ? texts.speed : texts.speedValue(speed) },
    {
      ...tool('key', texts.key, keyShift !== 0, <KeyPanel player={player} />),
      label: keyShift === 0 ? texts.key : texts.keyValue(keyShift),
    },
    tool('loop', texts.loop, loop !== undefined, <LoopPanel player={player} bars={bars} />),
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
