import type { Widen } from '../../lib/messages/widen.ts';

export const homeEn = {
  home: {
    title: 'See what you sing.',
    back: 'My songs',
    intro:
      'Drop in a song. My Pitch isolates the voice and writes what it sings as sheet music that moves along with the song.',
    drop: 'Drop or paste songs here',
    pick: 'Choose a song, or sing one',
    dropHint: (megabytes: number, minutes: number) =>
      `Audio or video, up to ${megabytes} MB and ${minutes} minutes each.`,
    choose: 'Choose files',
    record: 'Record',
    sample: 'Try a sample',
    sampleHint: 'No song at hand? Try a short one that we made ourselves.',
    sampleName: 'Ode to Joy (sample)',
    dropNow: 'Drop to send',
    offline: 'No connection. Songs that you choose wait here and are sent once you are online.',
    steps: [
      ['Send', 'Any recording: a finished song or your own voice.'],
      ['Wait a little', 'The voice is separated from the accompaniment, then we find every note.'],
      ['Sing along', 'Read the score, listen to each part alone, download what you need.'],
    ],
  },
  help: {
    title: 'Good to know',
    questions: [
      [
        'Which recordings work best?',
        'One singer who can be heard clearly. Choirs, strong echo and rap give less accurate notes. A voice alone, recorded close to the microphone, works best.',
      ],
      [
        'Who can see my songs?',
        'Only people who have the link, which cannot be guessed. There is no account and no cookie, and nothing is sent to anyone else. Only the device that sent a song can delete it.',
      ],
      [
        'How long are they kept?',
        'Songs for a day, results for seven days. A song that you delete is gone at once, for everyone.',
      ],
      [
        'What if the connection is lost?',
        'While a song is being sent, keep this page open: the upload starts again automatically. Once the song has arrived you can close the page; processing continues.',
      ],
    ],
  },
} as const;

export type HomeMessages = Widen<typeof homeEn>;
