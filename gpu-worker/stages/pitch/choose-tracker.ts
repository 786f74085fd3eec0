import type { PitchMethod } from '@my-pitch/shared/analysis';
import type { PitchTracker } from './pitch-tracker.ts';
import { pyin } from './pyin/track-pyin.ts';
import { swiftF0 } from './swift-f0/track-swift-f0.ts';

/** The pitch tracker by the name of its method. */
export function chooseTracker(method: PitchMethod): PitchTracker {
  return { 'swift-f0': swiftF0, pyin }[method];
}
