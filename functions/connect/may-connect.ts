import { originSecretHeader } from '@my-pitch/shared/origin';
import { isOriginSecret } from '../http/origin-guard.ts';
import type { ConnectEvent } from '../sockets/socket-event.ts';

export interface ConnectRules {
  /** The secrets that CloudFront may add. */
  readonly originSecrets: readonly string[];
  /** The origin of our pages, if it is known. */
  readonly webOrigin: string | undefined;
}

/**
 * Whether a connection may be opened: it has to come through CloudFront, as requests do, and browsers send
 * the origin of the page, which must be ours if it is known. Programs send none; like a page they need a
 * job's id.
 */
export function mayConnect(
  { headers }: Pick<ConnectEvent, 'headers'>,
  { originSecrets, webOrigin }: ConnectRules,
): boolean {
  // The gateway leaves names as the client wrote them.
  const named = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const origin = named.get('origin');
  const isOurs = webOrigin === undefined || origin === undefined || origin === webOrigin;
  return isOurs && isOriginSecret(named.get(originSecretHeader) ?? '', originSecrets);
}
