import type { Widen } from '../../lib/messages/widen.ts';

export const homeEn = {
  home: {
    title: 'See what you sing.',
    intro:
      'Drop in a song. My Pitch takes the voice out of the mix and writes its melody as sheet music that plays along.',
    drop: 'Drop or paste songs here',
    pick: 'Choose a song, or sing one',
    dropHint: (megabytes: number, minutes: number) =>
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
} as const;

export type HomeMessages = Widen<typeof homeEn>;
