'use client';
import { type JobOptions, jobOptionsSchema } from '@my-pitch/shared/job';
import { useCallback, useEffect, useState } from 'react';

const storageKey = 'my-pitch.options';
const usual = jobOptionsSchema.parse({});

/** What is wanted of the next songs. Kept on the device, but for `content`, which differs from song to song. */
export function useUploadOptions() {
  const [options, setState] = useState<JobOptions>(usual);
  useEffect(() => setState(readOptions()), []);
  const setOptions = useCallback((changed: JobOptions) => {
    setState(changed);
    const { content: _, ...kept } = changed;
    localStorage.setItem(storageKey, JSON.stringify(kept));
  }, []);
  return { options, setOptions };
}

function readOptions(): JobOptions {
  try {
    return jobOptionsSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    // Storage is the user's to clear and edit; unreadable choices are the usual ones.
    return usual;
  }
}
