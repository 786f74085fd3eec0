import { quickenVexFlow } from './patch-vexflow.ts';

export type VexFlowModule = typeof import('vexflow/core');

const [music, words] = ['My Pitch Music', 'My Pitch Text'];
const fonts = [`30px "${music}"`, `12px "${words}"`, `bold 12px "${words}"`];

let loading: Promise<VexFlowModule> | undefined;

/**
 * VexFlow with its fonts in place: widths are measured as text, so nothing may be drawn before. The
 * page's style sheets say where the fonts are. Fetched once; a failure is forgotten, so that the
 * next call tries again.
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
  vex.VexFlow.setFonts(music, words);
  quickenVexFlow(vex);
  return vex;
}
