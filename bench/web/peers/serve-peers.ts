import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { renderMusicXml } from '@my-pitch/shared/notation/musicxml';
import { build } from 'esbuild';
import { synthesiseScore } from '../../../web/e2e/synthesise-score.ts';
import type { EngraverName, Song } from './engraver.ts';
import { toAbc } from './to-abc.ts';

const repositoryRoot = resolve(import.meta.dirname, '../../..');
const modules = resolve(repositoryRoot, 'node_modules');
/** The script of each peer, which makes it a global. */
const scripts: Readonly<Record<EngraverName, string | undefined>> = {
  ours: undefined,
  verovio: 'verovio/dist/verovio-toolkit-wasm.js',
  alphaTab: '@coderline/alphatab/dist/alphaTab.min.js',
  OSMD: 'opensheetmusicdisplay/build/opensheetmusicdisplay.min.js',
  abcjs: 'abcjs/dist/abcjs-basic-min.js',
};
export const engraverNames = Object.keys(scripts) as readonly EngraverName[];

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface PeerServer {
  /** The page of an engraver. */
  urlOf(engraver: EngraverName): string;
  close(): void;
}

/** Serves the pages of the benchmark on the loopback interface, for a song of so many notes. */
export async function servePeers(notes: number): Promise<PeerServer> {
  const score = synthesiseScore({ notes });
  const song: Song = { score, musicXml: renderMusicXml(score), abc: toAbc(score) };
  const bundled = await build({
    entryPoints: [resolve(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'chrome111',
  });
  const script = bundled.outputFiles[0]?.text ?? '';
  const answer = async ({ pathname, searchParams }: URL): Promise<string | Buffer> => {
    if (pathname === '/') return html(searchParams.get('engraver') as EngraverName);
    if (pathname === '/page.js') return script;
    if (pathname === '/song.json') return JSON.stringify(song);
    const [, folder, ...rest] = pathname.split('/');
    const roots: Readonly<Record<string, string>> = {
      peer: resolve(modules, '@coderline/alphatab/dist'),
      modules,
      web: resolve(repositoryRoot, 'web'),
    };
    return readFile(resolve(roots[folder ?? ''] ?? modules, rest.join('/')));
  };
  const server = createServer(async ({ url }, response) => {
    const address = new URL(url ?? '/', 'http://localhost');
    try {
      const body = await answer(address);
      const type = contentTypes[extname(address.pathname) || '.html'];
      response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const { promise: listening, resolve: isListening } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', isListening);
  await listening;
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (engraver) => `http://127.0.0.1:${port}/?engraver=${engraver}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function html(engraver: EngraverName): string {
  const script = scripts[engraver];
  return `<!doctype html>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/web/fonts/music-fonts.css">
<link rel="stylesheet" href="/web/features/score/score.css">
<style>
  :root { --ink: #23261f; --quiet: #5d6158; --leaf: #2f6b4f; --glow: #b4451f; color: var(--ink) }
  body { margin: 0 16px }
  .is-current { color: var(--glow); fill: var(--glow) }
</style>
<div id="sheet"></div>
${script ? `<script src="/modules/${script}"></script>` : ''}
<script src="/page.js"></script>`;
}
