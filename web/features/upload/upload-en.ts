import type { SendingTexts } from './upload-texts.ts';

export const sendingEn: SendingTexts = {
  home: {
    title: 'See what you sing.',
    intro:
      'Drop in a song. My Pitch takes the voice out of the mix and writes its melody as sheet music that plays along.',
    drop: 'Drop or paste songs here',
    pick: 'Choose a song, or sing one',
    dropHint: (megabytes, minutes) =>
      `Audio or video, up to ${megabytes} MB and ${minutes} minutes each.`,
    choose: 'Choose files',
    record: 'Record',
    sample: 'Try a sample',
    sampleHint: 'No song at hand? Hear and see a short one that we made ourselves.',
    sampleName: 'Ode to Joy (sample)',
    sampleFailed: 'The sample could not be loaded. Check the connection, then try again.',
    dropNow: 'Let go to send',
    offline:
      'No connection. Songs that you choose wait here, and are sent as soon as there is one.',
    steps: [
      ['Send', 'Any recording: a finished song or your own voice.'],
      ['Wait a little', 'Voice and accompaniment are taken apart, then every note is found.'],
      ['Sing along', 'Read the score, hear each part alone, take it all with you.'],
    ],
  },
  help: {
    title: 'Good to know',
    questions: [
      [
        'Which recordings work best?',
        'One singer who can be heard clearly. Choirs, strong echo and rap give fewer right notes. A voice alone, recorded close to the microphone, works best of all.',
      ],
      [
        'Who can see my songs?',
        'Only whoever has the link, which cannot be guessed. There is no account, no cookie, and nothing is sent to anybody else. Only the device that sent a song can delete it.',
      ],
      [
        'How long are they kept?',
        'Songs for a day, results for seven days. If you delete one, it is gone at once, for everybody.',
      ],
      [
        'What if the connection is lost?',
        'While a song is being sent, keep this page open: it is sent again by itself, from its start. Once it has arrived you can close the page; the work goes on.',
      ],
    ],
  },
  options: {
    onlyVoice: 'This is only a voice',
    onlyVoiceHint: 'No instruments in it, so nothing has to be taken apart. Much faster.',
    more: 'More options',
    preset: 'How carefully to separate the voice',
    presets: {
      fast: ['Fast', 'A first look, with more of the band left in the voice.'],
      balanced: ['Balanced', 'Right for most songs.'],
      best: ['Best', 'The cleanest voice. Takes several times longer.'],
    },
    fourStems: 'Drums and bass too',
    fourStemsHint: 'Also gives drums, bass and everything else as tracks of their own.',
    lossless: 'Lossless sound too',
    losslessHint: 'Also gives every track as a FLAC file.',
  },
  upload: {
    list: 'Songs on their way',
    checking: 'Looking at the file…',
    waiting: 'Waits for the songs before it',
    preparing: 'Getting ready…',
    sending: (percent) => `Sending… ${percent}%`,
    finishing: 'Almost there…',
    sent: 'Arrived',
    resumed:
      'The page was closed before this song had arrived, so it is sent again from its start.',
    open: 'Open',
    cancel: 'Cancel',
    dismiss: (fileName) => `Take ${fileName} off this list`,
    again: 'Try again',
    now: 'Try now',
    offline: 'No connection. Your song is safe here and is sent again as soon as there is one.',
    lost: (seconds) =>
      `The connection was lost. Your song is safe here and is sent again from its start in ${seconds} s.`,
    queueFull: (queued, seconds) =>
      `The queue is full${queued ? `: ${queued} songs are waiting` : ''}. Your song stays here and tries again by itself in ${waitText(seconds)}.`,
    wrongType:
      'This is not an audio or video file. Please choose an MP3, M4A, WAV, FLAC, OGG or MP4 file.',
    tooLarge: (megabytes) =>
      `This file is too large: ${megabytes} MB is the most. Convert it to MP3 or M4A, or send a shorter part.`,
    tooLong: (minutes, maxMinutes) =>
      `This is ${minutes} minutes long, and ${maxMinutes} minutes is the most. Please cut out the part you want and send that.`,
    empty: 'This file is empty. Check that it plays on your device, then choose it again.',
    network: 'The connection was lost again and again. Check it, then try again.',
    refused: 'The file was not accepted. Please choose it again, or try another one.',
    unknown: 'Something went wrong on our side. Please try again in a moment.',
    underWay: (songs, percent) =>
      `Sending ${songs === 1 ? 'a song' : `${songs} songs`} · ${percent}%`,
  },
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
    send: 'Send',
    discard: 'Discard',
    back: 'Back',
    again: 'Record again',
    fileName: (moment) => `Recording ${moment}`,
    stoppedItself: (maxMinutes) => `Stopped after ${maxMinutes} minutes, the most a song may have.`,
    problems: {
      denied:
        'The microphone is not allowed. Allow it in the browser’s settings for this page, then try again.',
      missing: 'No microphone was found. Connect one, then try again.',
      busy: 'The microphone does not answer. Perhaps another program uses it.',
      unsupported:
        'This browser cannot record here. Record with another app, then choose the file.',
    },
  },
  recent: {
    title: 'Recent songs on this device',
    none: 'Songs that you send from this device are listed here.',
    position: (position) => (position === 1 ? 'Next in line' : `Number ${position} in line`),
    done: 'Ready',
    awaiting: 'Not arrived yet',
    failed: 'Did not work',
    cancelled: 'Cancelled',
    expired: 'Expired',
    gone: 'No longer there',
    unknown: 'Not known without a connection',
    remove: (fileName) => `Delete ${fileName}`,
  },
  confirm: {
    keep: 'Keep it',
    deleteTitle: 'Delete this song?',
    deleteText: 'Its sound and score are deleted at once, for everybody who has the link.',
    deleteNow: 'Delete',
    cancelTitle: 'Cancel this song?',
    cancelText: 'The work on it stops and the file that you sent is deleted.',
    cancelNow: 'Cancel the song',
    failed: 'It could not be deleted. Check the connection, then try again.',
  },
};

function waitText(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
