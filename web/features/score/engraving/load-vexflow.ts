import { rememberTextMeasurements } from './measure-text.ts';
import { speedUpVexFlow } from './patch-vexflow.ts';

export type VexFlowModule = typeof import('vexflow/core');

const [musicFont, textFont] = ['My Pitch Music', 'My Pitch Text'];
const fonts = [`30px "${musicFont}"`, `12px "${textFont}"`, `bold 12px "${textFont}"`];

let loading: Promise<VexFlowModule> | undefined;

/**
 * Loads VexFlow and its fonts, whose files the page's style sheets declare. VexFlow measures symbols
 * as text, so nothing may be drawn before the fonts are loaded. Cached; a call after a failure retries.
 */
export function loadVexFlow(): Promise<VexFlowModule> {
  loading ??= fetchVexFlow().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchVexFlow(): Promise<VexFlowModule> {
  const [vex, ...faces] = await Promise.all([
    import('vexflow/core'),
    ...fonts.map((font) => document.fonts.load(font)),
  ]);
  if (faces.some((found) => found.length === 0)) throw new Error('An engraving font is missing');
  vex.VexFlow.setFonts(musicFont, textFont);
  speedUpVexFlow(vex);
  rememberTextMeasurements(vex);
  return vex;
}
