import type { Page } from 'playwright-core';

const bitsPerByte = 8;
/** Lighthouse's "slow 4G" and mid-range phone. */
const downloadBytesPerSecond = 1_638_400 / bitsPerByte;
const uploadBytesPerSecond = 768_000 / bitsPerByte;
const roundTripMilliseconds = 150;
const processorSlowdown = 4;

/** Gives a Chromium tab a phone's network and a quarter of this machine's processor. */
export async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    downloadThroughput: downloadBytesPerSecond,
    uploadThroughput: uploadBytesPerSecond,
    latency: roundTripMilliseconds,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown });
}
