'use client';
import { type JobOptions, jobOptionsSchema } from '@my-pitch/shared/job';
import { useCallback, useEffect, useState } from 'react';

const storageKey = 'my-pitch.options';
const defaults = jobOptionsSchema.parse({});

/** Options for the next songs. All are kept on the device except `content`, which differs between songs. */
export function useUploadOptions() {
  const [options, setState] = useState<JobOptions>(defaults);
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
    // Users can edit or clear the storage.
    return defaults;
  }
}
