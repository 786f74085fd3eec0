import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentDisposition } from '../get-job/content-disposition.ts';
import { nowMs, sampleId } from '../testing/sample-jobs.ts';
import { createCloudFrontLinks, type LinkSettings } from './cloudfront-links.ts';

const pair = (): { publicKey: string; privateKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const ours = pair();
const request = {
  jobId: sampleId(),
  name: 'vocals.m4a' as const,
  contentDisposition: contentDisposition('아침 이슬 (live) & more.mp3', 'vocals.m4a'),
  lifetimeSeconds: 3600,
};

const settings = { origin: 'https://sing.example', keyId: 'K1', privateKey: ours.privateKey };

function linksWith(readSettings: () => Promise<LinkSettings | undefined> = async () => settings) {
  const otherwise = { downloadLink: async () => 'https://s3.example/' };
  return createCloudFrontLinks({ readSettings, otherwise, clock: () => nowMs });
}

/**
 * What CloudFront does with a signed link (developer guide, "canned policy"): it removes its own three
 * parameters, composes the policy from the rest and the expiry, and verifies the signature.
 */
function isAccepted(link: string, publicKey = ours.publicKey, atMs = nowMs): boolean {
  const query = /\?(.*)$/.exec(link)?.[1]?.split('&') ?? [];
  const own = query.filter((part) => !/^(Expires|Signature|Key-Pair-Id)=/.test(part));
  const parameters = Object.fromEntries(query.map((part) => part.split(/=(.*)/s, 2)));
  const { Expires = '0', Signature = '' } = z
    .object({ Expires: z.string(), Signature: z.string() })
    .partial()
    .parse(parameters);
  const resource = `${link.split('?')[0]}${own.length > 0 ? `?${own.join('&')}` : ''}`;
  const condition = `{"DateLessThan":{"AWS:EpochTime":${Expires}}}`;
  const policy = `{"Statement":[{"Resource":"${resource}","Condition":${condition}}]}`;
  const base64 = Signature.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  const isSigned = createVerify('RSA-SHA1').update(policy).verify(publicKey, base64, 'base64');
  return isSigned && atMs < Number(Expires) * 1000;
}

describe('a link through CloudFront', () => {
  it('is to the artifact on the origin of the pages, saves under the song’s name and names its key', async () => {
    const url = new URL(await linksWith().downloadLink(request));
    expect(`${url.origin}${url.pathname}`).toBe(
      `https://sing.example/results/${sampleId()}/vocals.m4a`,
    );
    expect(url.searchParams.get('response-content-disposition')).toBe(request.contentDisposition);
    expect(url.searchParams.get('Key-Pair-Id')).toBe('K1');
    expect([...url.searchParams.keys()].sort()).toEqual([
      ...['Expires', 'Key-Pair-Id', 'Signature', 'response-content-disposition'],
    ]);
  });

  it('is accepted for an hour with our key, and with no other', async () => {
    const link = await linksWith().downloadLink(request);
    expect(isAccepted(link)).toBe(true);
    expect(isAccepted(link, ours.publicKey, nowMs + 3_599_000)).toBe(true);
    expect(isAccepted(link, ours.publicKey, nowMs + 3_600_000)).toBe(false);
    expect(isAccepted(link, pair().publicKey)).toBe(false);
  });

  it.each([
    ['another artifact', 'vocals.m4a', 'score.json'],
    ['another job', sampleId(), sampleId(2)],
    ['another file name', 'attachment', 'inline'],
    ['a later expiry', `Expires=${nowMs / 1000 + 3600}`, `Expires=${nowMs / 1000 + 7200}`],
    ['another host', 'sing.example', 'other.example'],
  ])('is refused when it is changed to %s', async (_name, from, to) => {
    const link = await linksWith().downloadLink(request);
    expect(link).toContain(from);
    expect(isAccepted(link.replace(from, to))).toBe(false);
  });
});

describe('the settings', () => {
  it('are read once for all links', async () => {
    let reads = 0;
    const links = linksWith(async () => {
      reads += 1;
      return settings;
    });
    await Promise.all([links.downloadLink(request), links.downloadLink(request)]);
    await links.downloadLink(request);
    expect(reads).toBe(1);
  });

  it('are read again after an error', async () => {
    const answers = [Promise.reject(new Error('busy')), Promise.resolve(settings)];
    const links = linksWith(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
    await expect(links.downloadLink(request)).rejects.toThrow('busy');
    expect(isAccepted(await links.downloadLink(request))).toBe(true);
  });

  it('are looked for again while there is no distribution, and links lead to S3', async () => {
    const answers = [undefined, settings];
    const links = linksWith(async () => answers.shift());
    expect(await links.downloadLink(request)).toBe('https://s3.example/');
    expect(isAccepted(await links.downloadLink(request))).toBe(true);
  });
});
