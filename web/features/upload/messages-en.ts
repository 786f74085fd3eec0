import type { Widen } from '../../lib/messages/widen.ts';

export const uploadEn = {
  options: {
    onlyVoice: 'Voice only, no instruments',
    onlyVoiceHint: 'Nothing needs to be separated, so it is much faster.',
    more: 'More options',
    preset: 'How carefully to separate the voice',
    presets: {
      fast: ['Fast', 'For a first look. More of the band stays in the voice.'],
      balanced: ['Balanced', 'Right for most songs.'],
      best: ['Best', 'The cleanest voice. Takes several times longer.'],
    },
    fourStems: 'Drums and bass too',
    fourStemsHint: 'You also get drums, bass and the other instruments as separate tracks.',
    lossless: 'Lossless audio too',
    losslessHint: 'You also get every track as a FLAC file.',
  },
  upload: {
    list: 'Uploads',
    checking: 'Checking the file…',
    waiting: 'Waiting for the songs before it',
    reading: (percent: number) => `Reading the file… ${percent}%`,
    preparing: 'Getting ready…',
    sending: (percent: number) => `Sending… ${percent}%`,
    finishing: 'Almost there…',
    sent: 'Arrived',
    resumed:
      'The page was closed before this song had arrived, so it is sent again from the start.',
    open: 'Open',
    cancel: 'Cancel',
    dismiss: (fileName: string) => `Remove ${fileName} from this list`,
    again: 'Try again',
    now: 'Try now',
    offline: 'No connection. Your song is safe here and is sent again once you are online.',
    lost: (seconds: number) =>
      `The connection was lost. Your song is safe here and is sent again from the start in ${seconds} s.`,
    queueFull: (queued: number | undefined, seconds: number) =>
      `The queue is full${queued ? `: ${queued} songs are waiting` : ''}. Your song stays here and is sent again automatically in ${waitText(seconds)}.`,
    tooMany: (seconds: number) =>
      `Many songs came from your network in a short time. Your song stays here and is sent again automatically in ${waitText(seconds)}.`,
    busy: (seconds: number) =>
      `There are too many requests right now. Your song stays here and is sent again automatically in ${waitText(seconds)}.`,
    wrongType:
      'This is not an audio or video file. Please choose an MP3, M4A, WAV, FLAC, OGG or MP4 file.',
    tooLarge: (megabytes: number) =>
      `This file is too large; the maximum is ${megabytes} MB. Convert it to MP3 or M4A, or send a shorter part.`,
    tooLong: (minutes: string, maxMinutes: number) =>
      `This song is ${minutes} minutes long; the maximum is ${maxMinutes} minutes. Please cut out the part you want and send that.`,
    empty: 'This file is empty. Check that it plays on your device, then choose it again.',
    network: 'The connection was lost too many times. Check it, then try again.',
    noOriginal: 'The song to compare with is no longer there. Send it again, then your recording.',
    refused: 'We could not accept this file. Please choose it again, or try another one.',
    unknown: 'Something went wrong on our side. Please try again in a moment.',
    inProgress: (songs: number, percent: number) =>
      `Sending ${songs === 1 ? 'a song' : `${songs} songs`} · ${percent}%`,
  },
} as const;

export type UploadMessages = Widen<typeof uploadEn>;

function waitText(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
