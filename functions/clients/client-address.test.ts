import { expect, it } from 'vitest';
import { httpEvent } from '../testing/http-event.ts';
import { clientNetworkOf } from './client-address.ts';

const gatewaySees = '64.252.1.1';
function networkFor(forwardedFor: string | undefined, sourceIp = gatewaySees) {
  const event = httpEvent({ headers: forwardedFor ? { 'x-forwarded-for': forwardedFor } : {} });
  return clientNetworkOf({
    ...event,
    requestContext: { ...event.requestContext, http: { ...event.requestContext.http, sourceIp } },
  });
}

it.each([
  ['CloudFront’s viewer', '192.0.2.1, 64.252.1.1', '192.0.2.1'],
  ['CloudFront’s viewer if the gateway appends nothing', '192.0.2.1', '192.0.2.1'],
  ['the viewer, not what it claims', '10.0.0.1, 192.0.2.1, 64.252.1.1', '192.0.2.1'],
  ['the viewer, not a claim of being CloudFront', '64.252.1.1, 192.0.2.1', '192.0.2.1'],
  ['the viewer, whatever garbage it sends', ',,"x, 192.0.2.1,64.252.1.1', '192.0.2.1'],
  ['a subscriber’s IPv6 network', '2001:db8:1:2:3:4:5:6, 64.252.1.1', '2001:db8:1:2::/64'],
  ['the same network, written out', '2001:0DB8:0001:0002::9, 64.252.1.1', '2001:db8:1:2::/64'],
  ['a network with zeros', '2001:db8::1, 64.252.1.1', '2001:db8:0:0::/64'],
  ['an IPv4 address within IPv6', '::ffff:192.0.2.1', '192.0.2.1'],
  ['no address with a zone', 'fe80::1%eth0', undefined],
  ['no name', 'localhost', undefined],
  ['nothing', undefined, undefined],
])('is %s', (_name, header, network) => {
  expect(networkFor(header)).toBe(network);
});

it('is this machine behind the local web server, whose gateway is on this machine too', () => {
  expect(networkFor('127.0.0.1', '127.0.0.1')).toBe('127.0.0.1');
});
