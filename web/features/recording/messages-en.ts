import type { Widen } from '../../lib/messages/widen.ts';

export const recordingEn = {
  record: {
    title: 'Record your voice',
    asking: 'Please allow the microphone…',
    recording: 'Recording',
    level: 'Loudness',
    tooQuiet: 'Very quiet. Come closer to the microphone.',
    tooLoud: 'Too loud. Move away a little.',
    hint: 'Headphones keep other sounds out of the recording.',
    stop: 'Stop',
    review: 'Listen before you send it',
    listen: 'Your recording',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    send: 'Send',
    discard: 'Discard',
    back: 'Back',
    again: 'Record again',
    fileName: (moment: string) => `Recording, ${moment}`,
    stoppedItself: (maxMinutes: number) =>
      `Stopped after ${maxMinutes} minutes, the maximum for a song.`,
    problems: {
      denied:
        'The microphone is not allowed. Allow it in the browser’s settings for this page, then try again.',
      missing: 'No microphone was found. Connect one, then try again.',
      busy: 'The microphone does not respond. Another program may be using it.',
      unsupported:
        'This browser cannot record here. Record with another app, then choose the file.',
    },
  },
} as const;

export type RecordingMessages = Widen<typeof recordingEn>;
