import { describe, expect, it } from 'vitest';
import {
  defaultLimits,
  isAcceptedContentType,
  lifetimes,
  maxAttempts,
  maxAttemptsEndingInCrash,
  maxReceiveCount,
} from './limits.ts';

describe('the default limits', () => {
  it('are those the documentation promises: 200 MB, 15 minutes, 100 songs', () => {
    expect(defaultLimits).toEqual({
      maxUploadBytes: 209_715_200,
      maxDurationSeconds: 900,
      maxQueuedJobs: 100,
    });
  });

  it('keep uploads a day, results a week and records a month', () => {
    expect(lifetimes).toMatchObject({
      uploadObjectDays: 1,
      resultObjectDays: 7,
      jobRecordDays: 30,
    });
  });

  it('allow more crashes than errors, and far more receives than attempts', () => {
    expect([maxAttempts, maxAttemptsEndingInCrash, maxReceiveCount]).toEqual([3, 5, 50]);
  });
});

it.each([
  ['audio/mpeg', true],
  ['audio/x-m4a', true],
  ['audio/vnd.wave', true],
  ['video/mp4', true],
  ['application/ogg', true],
  ['application/mp4', true],
  ['application/pdf', false],
  ['text/plain', false],
  ['image/png', false],
  ['audio/', false],
  ['audio/-', false],
  ['audio/mpeg; codecs=mp3', false],
  ['x-audio/mpeg', false],
])('content type %s accepted: %s', (contentType, accepted) => {
  expect(isAcceptedContentType(contentType)).toBe(accepted);
});
