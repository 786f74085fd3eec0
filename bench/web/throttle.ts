import type { Page } from 'playwright-core';

const bitsPerByte = 8;
/** Lighthouse's "slow 4G" and mid-range phone. */
const downloadBytesPerSecond = 1_638_400 / bitsPerByte;
const uploadBytesPerSecond = 768_000 / bitsPerByte;
const roundTripMs = 150;
const processorSlowdown = 4;

/** Throttles a Chromium tab to a phone's network and a quarter of this machine's CPU. */
export async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    downloadThroughput: downloadBytesPerSecond,
    uploadThroughput: uploadBytesPerSecond,
    latency: roundTripMs,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown });
}
