import { cacheShell, deleteOtherShells, respondFromShell, type Shell } from './shell.ts';

/** The service worker's globals (Service Workers, 4.1), which TypeScript's DOM library leaves out. */
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

/** Put in by the build. */
declare const builtShell: Shell;

const host = { caches: self.caches, fetch: self.fetch.bind(self) };

self.addEventListener('install', (event) => {
  // Pages of the build before ask for nothing that this one answers wrongly: none need be waited for.
  event.waitUntil(cacheShell(builtShell, host).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  // A page is asked for while this script starts, not only then.
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([preload, deleteOtherShells(builtShell, host)]));
});

self.addEventListener('fetch', (event) => {
  const { request, preloadResponse: preloaded } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  const answer = respondFromShell(builtShell, { request, preloaded }, host);
  if (answer) event.respondWith(answer);
});
