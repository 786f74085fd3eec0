import type { Browser, Page } from 'playwright-core';
import { summariseFrames } from '../frame-summary.ts';
import type { EngraverName, PeerBench } from './engraver.ts';
import { engraverNames, type PeerServer, servePeers } from './serve-peers.ts';

declare global {
  interface Window {
    peerBench: PeerBench;
  }
}

const lengths = [200, 2000];
/** Odd, for a well-defined median. */
const visitCount = Number(process.env.PEER_VISITS ?? 5);
const scrollSeconds = 6;
const scrollPixels = 24;
const highlightSeconds = 10;
const notesPerSecond = 4;
const pauseMs = 1500;
const devices = {
  desktop: { viewport: { width: 1440, height: 900 }, slowdown: 1, reflowWidth: 1000 },
  phone: { viewport: { width: 390, height: 844 }, slowdown: 4, reflowWidth: 300 },
} as const;
type Device = keyof typeof devices;
type Figures = Readonly<Record<string, number>>;

/**
 * Compares our drawing with other engravers, each measured in turn, so that a busy machine slows all of
 * them alike. Prints a line for each engraver, device and length with the medians.
 */
export async function runPeers(browser: Browser, only: readonly string[]): Promise<void> {
  const names = engraverNames.filter((name) => only.length === 0 || only.includes(name));
  for (const notes of lengths) {
    const server = await servePeers(notes);
    try {
      for (const device of ['desktop', 'phone'] as const) {
        await compare(browser, server, names, device, notes);
      }
    } finally {
      server.close();
    }
  }
}

async function compare(
  browser: Browser,
  server: PeerServer,
  names: readonly EngraverName[],
  device: Device,
  notes: number,
): Promise<void> {
  const visits = new Map<EngraverName, Figures[]>(names.map((name) => [name, []]));
  for (let visit = 0; visit < visitCount; visit += 1) {
    for (const name of names) {
      visits.get(name)?.push(await visitOnce(browser, server.urlOf(name), device, notes));
    }
  }
  for (const [name, figures] of visits) {
    for (const figure of Object.keys(figures[0] ?? {})) {
      const sorted = figures.map((each) => each[figure] ?? Number.NaN).sort((a, b) => a - b);
      const median = sorted[(sorted.length - 1) / 2] ?? Number.NaN;
      console.log([name, device, notes, figure, Math.round(10 * median) / 10].join('\t'));
    }
  }
}

async function visitOnce(
  browser: Browser,
  url: string,
  device: Device,
  notes: number,
): Promise<Figures> {
  const opening = await withPage(browser, url, device, async (page) => {
    let opened = { firstRowMs: 0, nodes: 0, allRowsMs: 0, heightPx: 0 };
    const allRowsThreadMs = await mainThreadMs(page, async () => {
      opened = await page.evaluate(() => window.peerBench.open());
    });
    let reflowMs = 0;
    const reflowThreadMs = await mainThreadMs(page, async () => {
      reflowMs = await page.evaluate(
        (width) => window.peerBench.reflow(width),
        devices[device].reflowWidth,
      );
    });
    return { ...opened, allRowsThreadMs, reflowMs, reflowThreadMs };
  });
  if (notes < Math.max(...lengths)) return opening;
  const moving = await withPage(browser, url, device, measureMoving);
  return { ...opening, ...moving };
}

async function measureMoving(page: Page): Promise<Figures> {
  await page.evaluate(() => window.peerBench.show());
  await page.waitForTimeout(pauseMs);
  const nodesAfterPause = await page.locator('#sheet *').count();
  const highlightThreadMs = await mainThreadMs(page, () =>
    page.evaluate(([seconds, rate]) => window.peerBench.highlight(seconds, rate), [
      highlightSeconds,
      notesPerSecond,
    ] as const),
  );
  let scrolled = { times: [] as number[], blankFrames: 0 };
  const scrollThreadMs = await mainThreadMs(page, async () => {
    scrolled = await page.evaluate(
      ([seconds, pixels]) => window.peerBench.scroll(seconds, pixels),
      [scrollSeconds, scrollPixels] as const,
    );
  });
  const { dropped } = summariseFrames(scrolled.times);
  return {
    nodesAfterPause,
    highlightThreadMs,
    scrollThreadMs,
    droppedPercent: 100 * dropped,
    blankFrames: scrolled.blankFrames,
  };
}

/** Processor time of the page's main thread while something runs, in ms: a busy machine adds little. */
async function mainThreadMs(page: Page, run: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await read();
  await run();
  return 1000 * ((await read()) - before);
}

async function withPage<Result>(
  browser: Browser,
  url: string,
  device: Device,
  measure: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { viewport, slowdown } = devices[device];
  const context = await browser.newContext({ viewport, hasTouch: device === 'phone' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(url);
    await page.evaluate(() => window.peerBench.ready);
    await page.waitForTimeout(300);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await measure(page);
  } finally {
    await context.close();
  }
}
