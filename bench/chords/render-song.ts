import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { midiFileBytes, type TimedEvent } from '@my-pitch/shared/notation/midi-file-bytes';
import type { ArrangedSong } from './arrange-song.ts';

const ticksPerQuarter = 480;

export interface Rendering {
  readonly soundFontPath: string;
  /** Tuning above A4 = 440 Hz. */
  readonly cents: number;
  /** Whether the sound goes through an MP3 of 96 kbit/s. */
  readonly isCompressed: boolean;
}

/** Renders an arranged song with FluidSynth as a WAV file. */
export function renderSong(song: ArrangedSong, wavPath: string, rendering: Rendering): void {
  const midiPath = `${wavPath}.mid`;
  writeFileSync(midiPath, midiOf(song, rendering.cents));
  const quiet = { stdio: 'ignore' } as const;
  const output = ['-F', wavPath, '-r', '44100', '-g', '0.5'];
  execFileSync('fluidsynth', ['-ni', ...output, rendering.soundFontPath, midiPath], quiet);
  rmSync(midiPath);
  if (!rendering.isCompressed) return;
  const mp3Path = `${wavPath}.mp3`;
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', wavPath, '-b:a', '96k', mp3Path]);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', mp3Path, wavPath]);
  rmSync(mp3Path);
}

function midiOf({ quarterBpm, programs, notes }: ArrangedSong, cents: number): Uint8Array {
  const microsecondsPerBeat = Math.round(60e6 / quarterBpm);
  // A wheel's range is ±200 cents.
  const value = Math.round((cents / 200) * 8192);
  const setup = programs.flatMap((programNumber, channel): TimedEvent[] => [
    { tick: 0, order: 0, event: { type: 'programChange', channel, programNumber } },
    { tick: 0, order: 0, event: { type: 'pitchBend', channel, value } },
  ]);
  const played = notes.flatMap(({ channel, midi, startQuarters, endQuarters, velocity }) => {
    const [start, end] = [startQuarters, endQuarters].map((at) => Math.round(at * ticksPerQuarter));
    const note = { channel, noteNumber: midi, velocity };
    return [
      { tick: start ?? 0, order: 2, event: { type: 'noteOn' as const, ...note } },
      { tick: end ?? 0, order: 1, event: { type: 'noteOff' as const, ...note } },
    ];
  });
  const tempo: TimedEvent = {
    ...{ tick: 0, order: 0 },
    event: { type: 'setTempo', meta: true, microsecondsPerBeat },
  };
  return midiFileBytes(ticksPerQuarter, [[tempo, ...setup, ...played]]);
}
