import type { Widen } from '../../lib/messages/widen.ts';
import type { MicrophoneProblem } from '../recording/start-recording.ts';
import type { LiveVerdict } from './scoring/score-live-take.ts';
import type { StopReason } from './use-singing-end.ts';

const verdicts: Readonly<Record<LiveVerdict, string>> = {
  'in-tune': 'in tune',
  sharp: 'sharp',
  flat: 'flat',
  wrong: 'another note',
  missed: 'not sung',
};

const problems: Readonly<Record<MicrophoneProblem, string>> = {
  denied:
    'The microphone is not allowed. Allow it in the browser’s settings for this page, then try again.',
  missing: 'No microphone was found. Connect one, then try again.',
  busy: 'The microphone could not be opened. Close other programs that use it, then try again.',
  unsupported:
    'This browser cannot listen to a microphone here. Try Chrome, Edge, Firefox or Safari.',
};

const reasons: Readonly<Record<StopReason, string>> = {
  stopped: '',
  unplugged: 'The microphone was disconnected. Connect it, then sing again.',
  hidden: 'The song was stopped because you left the page. Stay on it while you sing.',
  interrupted: 'The device stopped the sound. Keep it awake, then sing again.',
  left: 'You left the page while singing. This is what you sang until then.',
};

export const singEn = {
  title: 'Sing along',
  close: 'Close',
  hint: 'Wear headphones, so that the microphone hears only you. After a bar of clicks the song begins where it stands now. Loops and other speeds work, too.',
  noHeadphones: 'Without headphones, turn the sound down a little.',
  voice: 'Original voice',
  start: 'Start singing',
  loading: 'Loading the song…',
  failed: 'The song could not be loaded.',
  asking: 'Allow the microphone, if the browser asks.',
  stop: 'Stop singing',
  again: 'Sing again',
  singing: 'Singing…',
  plot: 'Your voice over the notes',
  notes: 'The score, note by note as you sing',
  verdicts,
  problems,
  reasons,
  nothing: 'No note was sung to its end, so there are no points.',
  result: 'Your result',
  practise: 'Tap a bar to hear it slowly, again and again. Then sing it once more.',
  kept: 'This take is kept on this device.',
  notKept: 'This browser keeps nothing: the take is lost when you leave the page.',
  deviceLate: (milliseconds: number) =>
    `Everything arrived ${Math.abs(milliseconds)} ms ${milliseconds > 0 ? 'late' : 'early'}. That is usually the device, so it does not count, in this take or the next.`,
  countDelay: 'It was me: count it',
  singerLate: (milliseconds: number) =>
    `Everything was ${Math.abs(milliseconds)} ms ${milliseconds > 0 ? 'late' : 'early'}. That counts, because the delay of this device is known.`,
  blameDevice: 'It was the device: do not count it',
  listen: 'Hear it with the accompaniment',
  silence: 'Stop',
  send: 'Analyse it in full',
  sent: 'Sent. You find it below, under “Compare my singing”.',
  remove: 'Delete this take',
  removed: 'The take was deleted.',
  fileName: (moment: string) => `Sung along, ${moment}`,
  delay: 'Is every note marked late or early?',
  delayHint:
    'Your device delays sound. Hold the microphone to the loudspeaker or headphones, or clap to the clicks; it takes four seconds.',
  measure: 'Measure the delay',
  measuring: 'Listening to the clicks…',
  measured: (milliseconds: number) => `Measured: ${milliseconds} ms. This device keeps it.`,
  unmeasured: 'The clicks were not heard clearly. Turn up the sound, or clap more loudly.',
};

export type SingMessages = Widen<typeof singEn>;
