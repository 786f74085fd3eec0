import type { Page } from 'playwright-core';
import { jobViews } from './job-views.ts';
import { picturedComparison } from './pictured-comparison.ts';

/** The points of earlier takes, oldest first. */
const earlier = [38, 52, 47, 63, 58, 66];

/** Puts takes of the pictured song on the device, before a page is loaded. */
export async function keepTakes({ page, origin }: { page: Page; origin: string }): Promise<void> {
  const comparison = picturedComparison();
  const { overall } = comparison;
  const takes = earlier.map((normal, index) => ({
    id: `3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7e1${index}`,
    songId: jobViews(origin).completed.jobId,
    recordedAt: `2026-03-0${index + 1}T19:00:00.000Z`,
    speed: 1,
    keyShiftSemitones: -2,
    seconds: 16,
    comparison: { ...comparison, overall: { ...overall, normal } },
  }));
  await keepRecords(page, takes);
}

/** Puts records into the takes' database of the device, before a page is loaded. */
export async function keepRecords(page: Page, records: readonly { id: string }[]): Promise<void> {
  await page.addInitScript((stored) => {
    const opening = indexedDB.open('my-pitch.takes', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('takes', { keyPath: 'id' });
    opening.onsuccess = () => {
      const store = opening.result.transaction('takes', 'readwrite').objectStore('takes');
      for (const record of stored) store.put(record);
      store.transaction.oncomplete = () => opening.result.close();
    };
  }, records);
}
