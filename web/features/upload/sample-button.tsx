'use client';
import { useState } from 'react';
import { useMessages } from '../../lib/messages/use-messages.ts';

/** Sends a short sample song, for users who have none at hand. */
export function SampleButton({ onSample }: { onSample: (file: File) => void }) {
  const { home } = useMessages();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const send = async () => {
    setState('busy');
    try {
      onSample(await fetchSample(`${home.sampleName}.m4a`));
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      <button
        type="button"
        className="button button-quiet"
        disabled={state === 'busy'}
        onClick={() => void send()}
      >
        {home.sample}
      </button>
      <p role="status" className={`text-sm ${state === 'failed' ? 'text-glow' : 'text-quiet'}`}>
        {state === 'failed' ? home.sampleFailed : home.sampleHint}
      </p>
    </div>
  );
}

async function fetchSample(name: string): Promise<File> {
  const response = await fetch('/sample.m4a');
  if (!response.ok) throw new Error(`The sample could not be fetched: ${response.status}`);
  return new File([await response.blob()], name, { type: 'audio/mp4' });
}
