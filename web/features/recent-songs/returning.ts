import { storageKey } from './recent-songs.ts';

/** Set on the root element of a device with recent songs, for the styles of the home page. */
export const returningAttribute = 'data-returning';
/** The number of songs for which the page reserves space. */
const placesProperty = '--recent-songs';
const maxPlaces = 8;

/**
 * Marks the page of a returning singer before the first paint, so that nothing moves when the list
 * appears. An inline script of the page's head, which is composed on the server: a file for clients would
 * export a function that throws instead.
 */
export const returningScript = `(() => {
  let songs = 0;
  try { songs = JSON.parse(localStorage.getItem(${JSON.stringify(storageKey)})).length; } catch {}
  const root = document.documentElement;
  root.toggleAttribute('${returningAttribute}', songs > 0);
  root.style.setProperty('${placesProperty}', Math.min(songs, ${maxPlaces}) || 0);
})()`;
