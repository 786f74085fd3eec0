import type { ConnectEvent } from '../sockets/socket-event.ts';

/**
 * Whether a connection may be opened: browsers send the origin of the page, which must be ours if it is
 * known. Programs send none; like a page they need a job's id.
 */
export function isAllowedOrigin(
  { headers }: Pick<ConnectEvent, 'headers'>,
  webOrigin: string | undefined,
): boolean {
  const [, origin] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'origin') ?? [];
  return webOrigin === undefined || origin === undefined || origin === webOrigin;
}
