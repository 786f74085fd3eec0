import { isIPv4, isIPv6 } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

type RequestEvent = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;

/**
 * The network that a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, which
 * one subscriber has to itself.
 *
 * CloudFront appends its viewer's address to X-Forwarded-For, and the gateway may append CloudFront's.
 * Whatever stands before was sent by the client and could be anything. The origin secret proves that
 * CloudFront was there. The local web server replaces the header.
 * @returns `undefined` if the header holds no address.
 */
export function clientNetworkOf({ headers, requestContext }: RequestEvent): string | undefined {
  const hops = (headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim());
  const isOfGateway = hops.length > 1 && hops.at(-1) === requestContext.http.sourceIp;
  return networkOf(hops.at(isOfGateway ? -2 : -1) ?? '');
}

function networkOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain) || plain.includes('%')) return undefined;
  // A URL writes an IPv6 address in one way only.
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

function groups(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
