'use client';
import { StrokeIcon } from '../../components/stroke-icon.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { PlayerTools, Tool } from './use-player-tools.tsx';

interface PlayerToolsProps {
  readonly state: PlayerTools;
}

const openPath = 'M4 8h8M16 8h4M14 5.500v5M4 16h2M10 16h10M8 13.500v5';
const closePath = 'M6 9l6 6 6-6';

/** Shows the tools' buttons in a small window, which hides them at first. */
export function ToolsOpener({ state }: PlayerToolsProps) {
  const { player: texts } = useSongMessages();
  const { tools, areButtonsShown, buttonsId, toggleButtons } = state;
  const isAnyActive = tools.some(({ isActive }) => isActive);
  return (
    <button
      type="button"
      aria-label={texts.tools}
      aria-expanded={areButtonsShown}
      aria-controls={buttonsId}
      className={`icon-button md:hidden ${areButtonsShown ? 'bg-leaf-soft text-ink' : isAnyActive ? 'text-leaf' : ''}`}
      onClick={toggleButtons}
    >
      <StrokeIcon path={areButtonsShown ? closePath : openPath} />
    </button>
  );
}

/** A button for each tool. */
export function ToolButtons({ state }: PlayerToolsProps) {
  const { tools, openTool, areButtonsShown, buttonsId, panelId, toggleTool } = state;
  return (
    <div
      id={buttonsId}
      data-tools=""
      className={`flex flex-wrap justify-between gap-1 max-md:max-h-[30vh] max-[22rem]:max-h-[16vh] max-md:w-full max-md:overflow-y-auto ${areButtonsShown ? '' : 'max-md:hidden'}`}
    >
      {tools.map((tool) => (
        <ToolButton
          key={tool.name}
          tool={tool}
          isOpen={tool.name === openTool?.name}
          panelId={panelId}
          onClick={() => toggleTool(tool.name)}
        />
      ))}
    </div>
  );
}

interface ToolButtonProps {
  readonly tool: Tool;
  readonly isOpen: boolean;
  readonly panelId: string;
  readonly onClick: () => void;
}

/** An icon over its name, large enough for a thumb. */
function ToolButton({ tool, isOpen, panelId, onClick }: ToolButtonProps) {
  const { label, path, isActive } = tool;
  const colour = isOpen ? 'bg-leaf-soft text-ink' : isActive ? 'text-leaf underline' : 'text-quiet';
  return (
    <button
      type="button"
      className={`flex min-h-12 min-w-14 flex-col items-center justify-center rounded-2xl px-1 text-xs leading-tight font-medium whitespace-nowrap hover:bg-leaf-soft hover:text-ink ${colour}`}
      title={label}
      aria-expanded={isOpen}
      aria-controls={panelId}
      onClick={onClick}
    >
      <StrokeIcon path={path} />
      {label}
    </button>
  );
}

/** The panel of the open tool. */
export function ToolPanel({ state: { openTool, panelId } }: PlayerToolsProps) {
  return (
    <div id={panelId} hidden={!openTool} className="border-b border-line">
      {openTool && (
        <section
          aria-label={openTool.title}
          data-tool-panel=""
          className="flex max-h-[45vh] max-[22rem]:max-h-[30vh] flex-col gap-3 overflow-y-auto px-1 pt-1 pb-3 md:ml-auto md:max-w-[40rem]"
        >
          {openTool.panel}
        </section>
      )}
    </div>
  );
}
