import { cacheShell, deleteOtherShells, respondFromShell, type Shell } from './shell.ts';

/** Globals of a service worker (Service Workers, 4.1), which TypeScript's DOM library does not declare. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
declare const self: {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly fetch: typeof fetch;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** Inserted by the build. */
declare const builtShell: Shell;

const host = { caches: self.caches, fetch: self.fetch.bind(self) };

self.addEventListener('install', (event) => {
  // Activates at once: pages of the previous build request nothing that this version answers differently.
  event.waitUntil(cacheShell(builtShell, host).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  // The browser requests a page while this script starts.
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([preload, deleteOtherShells(builtShell, host)]));
});

self.addEventListener('fetch', (event) => {
  const { request, preloadResponse: preloaded } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  const answer = respondFromShell(builtShell, { request, preloaded }, host);
  if (answer) event.respondWith(answer);
});
