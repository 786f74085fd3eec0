import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentDisposition } from '../get-job/content-disposition.ts';
import { sampleId } from '../testing/sample-jobs.ts';
import { createS3Client } from './clients.ts';
import { createS3Signer } from './s3-signer.ts';

const buckets = { uploads: 'songs-in', results: 'scores-out' };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** A client with our settings, and with the region and credentials of this test. */
function signer(forcePathStyle = false) {
  const { requestChecksumCalculation, responseChecksumValidation } =
    createS3Client(forcePathStyle).config;
  const s3 = new S3Client({
    region: 'eu-central-1',
    credentials,
    forcePathStyle,
    requestChecksumCalculation,
    responseChecksumValidation,
  });
  return createS3Signer(s3, buckets);
}

const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(z.unknown()) });

describe('the upload form', () => {
  const request = {
    jobId: sampleId(),
    contentType: 'audio/mpeg',
    maxBytes: 1234,
    lifetimeSeconds: 3600,
  };

  it('allows only one key, one content type and 1 to the maximum number of bytes', async () => {
    const { fields } = await signer().uploadForm(request);
    const policy = policySchema.parse(
      JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()),
    );
    const signing = Object.entries(fields).filter(([name]) => /^X-Amz-(?!Signature)/.test(name));
    expect(signing).toHaveLength(3);
    expect(new Set(policy.conditions.map((condition) => JSON.stringify(condition)))).toEqual(
      new Set(
        [
          ['content-length-range', 1, 1234],
          { 'Content-Type': 'audio/mpeg' },
          { bucket: 'songs-in' },
          { key: `uploads/${sampleId()}/source` },
          ...signing.map(([name, value]) => ({ [name]: value })),
        ].map((condition) => JSON.stringify(condition)),
      ),
    );
  });

  it('accepts only the file with the declared hash', async () => {
    const contentSha256 = 'ab'.repeat(32);
    const { fields } = await signer().uploadForm({ ...request, contentSha256 });
    const { conditions } = policySchema.parse(
      JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()),
    );
    const checksum = {
      'x-amz-checksum-algorithm': 'SHA256',
      'x-amz-checksum-sha256': Buffer.alloc(32, 0xab).toString('base64'),
    };
    expect(fields).toMatchObject(checksum);
    for (const [name, value] of Object.entries(checksum)) {
      expect(conditions).toContainEqual({ [name]: value });
    }
  });

  it('is valid for one hour from its signature', async () => {
    const { fields } = await signer().uploadForm(request);
    const { expiration } = policySchema.parse(
      JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()),
    );
    const signedAt = (fields['X-Amz-Date'] ?? '').replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    expect(Date.parse(expiration) - Date.parse(signedAt)).toBe(3_600_000);
  });

  it('has exactly the fields that a browser must send', async () => {
    const { url, fields } = await signer().uploadForm(request);
    expect(url).toBe('https://songs-in.s3.eu-central-1.amazonaws.com/');
    expect(Object.keys(fields).sort()).toEqual([
      'Content-Type',
      'Policy',
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Signature',
      'bucket',
      'key',
    ]);
  });

  it('contains the bucket in the path with forcePathStyle', async () => {
    const { url } = await signer(true).uploadForm(request);
    expect(new URL(url).pathname.replaceAll('/', '')).toBe('songs-in');
  });
});

describe('a download link', () => {
  const request = {
    jobId: sampleId(),
    name: 'vocals.m4a' as const,
    contentDisposition: contentDisposition('아침 이슬.mp3', 'vocals.m4a'),
    lifetimeSeconds: 3600,
  };

  it('is valid for an hour, saves under the song’s name and has no checksum parameters', async () => {
    const url = new URL(await signer().downloadLink(request));
    expect(url.host).toBe('scores-out.s3.eu-central-1.amazonaws.com');
    expect(url.pathname).toBe(`/results/${sampleId()}/vocals.m4a`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('3600');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(url.searchParams.get('response-content-disposition')).toBe(request.contentDisposition);
    expect([...url.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  });

  it('contains the bucket in the path with forcePathStyle', async () => {
    const url = new URL(await signer(true).downloadLink(request));
    expect(url.pathname).toBe(`/scores-out/results/${sampleId()}/vocals.m4a`);
  });
});
