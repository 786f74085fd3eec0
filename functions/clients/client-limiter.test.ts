import { expect, it } from 'vitest';
import { httpEvent } from '../testing/http-event.ts';
import { MemoryBuckets } from '../testing/memory-buckets.ts';
import { createClientLimiter } from './client-limiter.ts';

const limit = { burst: 1, perHour: 60 };
const from = (address: string) => httpEvent({ headers: { 'x-forwarded-for': address } });

function limiter(buckets: MemoryBuckets, action: 'create' | 'delete' = 'create', secret = 'key') {
  return createClientLimiter({ buckets, clock: () => 1000, secret, action, limit });
}

it('refuses a client without a token, and says when there will be one', async () => {
  const admit = limiter(new MemoryBuckets());
  await admit(from('192.0.2.1'));
  await expect(admit(from('192.0.2.1'))).rejects.toMatchObject({
    problem: { status: 429, code: 'too-many-requests', retryAfterSeconds: 60 },
  });
  await admit(from('192.0.2.2'));
});

it('treats all addresses of an IPv6 network as one client', async () => {
  const admit = limiter(new MemoryBuckets());
  await admit(from('2001:db8::1'));
  await expect(admit(from('2001:db8::ffff:1'))).rejects.toThrow('too-many-requests');
  await admit(from('2001:db8:0:1::1'));
});

it('limits each action by itself', async () => {
  const buckets = new MemoryBuckets();
  await limiter(buckets, 'create')(from('192.0.2.1'));
  await limiter(buckets, 'delete')(from('192.0.2.1'));
  expect(buckets.fullAtMs.size).toBe(2);
});

it('stores no address, and nothing that can be computed without the key', async () => {
  const [one, other] = [new MemoryBuckets(), new MemoryBuckets()];
  await limiter(one)(from('192.0.2.1'));
  await limiter(other, 'create', 'another key')(from('192.0.2.1'));
  const [keys] = [[...one.fullAtMs.keys()]];
  expect(keys).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  expect(keys).not.toEqual([...other.fullAtMs.keys()]);
});
