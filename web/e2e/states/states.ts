import { correctionsSchema } from '@my-pitch/shared/corrections';
import type { Page } from 'playwright-core';
import { unfinishedIdOf } from '../../features/sing/unfinished/has-unfinished-take.ts';
import { sampleJobId } from '../../features/song/use-sample.ts';
import { laterScriptsOf } from '../later-scripts.ts';
import { openHome as openHomePage } from '../open-home.ts';
import { clickPlaceOf } from '../still-box.ts';
import type { Texts } from '../texts.ts';
import { jobViews, type PicturedJob, recentSongsOnDevice, unknownJobId } from './job-views.ts';
import { keepRecords, keepTakes } from './keep-takes.ts';
import { correctionsWithChords } from './pictured-chords.ts';
import { type PicturedApi, type PicturedCorrections, serveApi } from './serve-api.ts';

interface Stage {
  readonly page: Page;
  readonly origin: string;
  /** The texts in the browser's language. */
  readonly texts: Texts;
}

/** A state of a page, and how to reach it. */
export interface PicturedState {
  readonly name: string;
  readonly open: (stage: Stage) => Promise<void>;
}

const sound = { mimeType: 'audio/mpeg', buffer: Buffer.alloc(3_000_000, 1) };

async function openHome(stage: Stage, api?: PicturedApi): Promise<void> {
  await serveApi(stage.page, stage.origin, api);
  await openHomePage(stage.page, stage.origin);
  await stage.page.getByRole('heading', { name: stage.texts.home.title }).waitFor();
}

async function openSong(stage: Stage, job: PicturedJob | undefined, api?: PicturedApi) {
  const { page, origin } = stage;
  await serveApi(page, origin, api);
  const jobId = job ? jobViews(origin)[job].jobId : unknownJobId;
  await page.goto(`${origin}/song#${jobId}`);
}

async function remember({ page, origin }: Stage): Promise<void> {
  const songs = JSON.stringify(recentSongsOnDevice(origin));
  await page.addInitScript((list) => localStorage.setItem('my-pitch.songs', list), songs);
}

async function sendThree({ page }: Stage, first: string): Promise<void> {
  await page.setInputFiles('input[type=file]', [
    { name: first, ...sound },
    { name: 'Full house.mp3', ...sound },
    { name: '가사.txt', mimeType: 'text/plain', buffer: Buffer.from('la la') },
    { name: 'Third song.wav', ...sound },
  ]);
}

const shows = (text: string, { page }: Stage) => page.getByText(text).first().waitFor();

const homeStates: readonly PicturedState[] = [
  { name: 'home', open: (stage) => openHome(stage) },
  {
    name: 'home-recent-songs',
    open: async (stage) => {
      await remember(stage);
      await openHome(stage);
      await shows(stage.texts.recent.done, stage);
      await shows(stage.texts.recent.expired, stage);
    },
  },
  {
    name: 'home-options',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.getByText(stage.texts.options.more).click();
    },
  },
  {
    name: 'home-sending',
    open: async (stage) => {
      await openHome(stage);
      await sendThree(stage, 'Morning song.mp3');
      await shows(stage.texts.upload.wrongType, stage);
      await shows(stage.texts.upload.now, stage);
    },
  },
  {
    name: 'home-offline',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.context().setOffline(true);
      await stage.page.setInputFiles('input[type=file]', { name: 'Train ride.mp3', ...sound });
      await shows(stage.texts.upload.offline, stage);
    },
  },
  {
    name: 'home-recording',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.context().grantPermissions(['microphone']);
      await stage.page.getByRole('button', { name: stage.texts.home.record }).click();
      await stage.page.getByText(/0:0[2-9]/).waitFor();
    },
  },
  {
    name: 'home-recorded',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.context().grantPermissions(['microphone']);
      await stage.page.getByRole('button', { name: stage.texts.home.record }).click();
      await stage.page.getByText(/0:0[1-9]/).waitFor();
      await stage.page.getByRole('button', { name: stage.texts.record.stop }).click();
      await shows(stage.texts.record.review, stage);
    },
  },
  {
    name: 'home-microphone-denied',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.getByRole('button', { name: stage.texts.home.record }).click();
      await shows(stage.texts.record.problems.denied, stage);
    },
  },
  {
    name: 'home-delete',
    open: async (stage) => {
      await remember(stage);
      await openHome(stage);
      const { remove } = stage.texts.recent;
      await stage.page.getByRole('button', { name: remove('Ode to Joy') }).click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
];

/** A state of the song page that appears without interaction. */
function songState(
  name: string,
  job: PicturedJob | undefined,
  text: (texts: Texts) => string,
  api?: PicturedApi,
): PicturedState {
  return {
    name: `song-${name}`,
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, job, api);
      await shows(text(stage.texts), stage);
    },
  };
}

/** A finished song after an interaction. */
function finishedState(name: string, act: (stage: Stage) => Promise<void>): PicturedState {
  return {
    name: `song-completed-${name}`,
    open: async (stage) => {
      await openSong(stage, 'completed');
      await stage.page.locator('[data-element]').first().waitFor();
      await act(stage);
    },
  };
}

const act = ({ page }: Stage, name: string) =>
  page.getByRole('button', { name, exact: true }).click();

/** Deletes the third note in the editor; the next one is selected. */
async function deleteNote(stage: Stage): Promise<void> {
  await stage.page.locator('[data-element]').first().waitFor();
  await act(stage, stage.texts.editing.open);
  await stage.page.locator('[data-element] .note-target').nth(2).click();
  await act(stage, stage.texts.editing.actions.delete);
}

/** A compared take with earlier takes of its song, after an interaction. */
function takeState(name: string, act: (stage: Stage) => Promise<void>): PicturedState {
  return {
    name: `song-take${name}`,
    open: async (stage) => {
      await remember(stage);
      await keepTakes(stage);
      await openSong(stage, 'take');
      // Rows are drawn near the window.
      const heading = stage.page.getByRole('heading', { name: stage.texts.takes.noteByNote });
      await heading.scrollIntoViewIfNeeded();
      await stage.page.locator('.grade-shape').first().waitFor();
      await shows(stage.texts.takes.history, stage);
      await act(stage);
    },
  };
}

const takeStates: readonly PicturedState[] = [
  takeState('', async () => undefined),
  takeState('-phrase', async ({ page, texts }) => {
    const [second = ''] = texts.takes.phrase(2, '', 0).split(',');
    await page.getByRole('button', { name: second }).click();
    await page.getByRole('img', { name: texts.takes.curvesText(2, 0, 0).slice(0, 12) }).waitFor();
  }),
  takeState('-practising', async ({ page, texts }) => {
    const name = new RegExp(`^${texts.takes.measure(0).replace('0', '\\d+')}`);
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('button', { name: texts.takes.stop, exact: true }).waitFor();
  }),
  takeState('-shared', async ({ page, texts }) => {
    await page.getByText(texts.takes.share, { exact: true }).click();
    await page.getByLabel(texts.takes.shareSong).fill('환희의 송가');
    await page.getByLabel(texts.takes.shareSinger).fill('지은');
  }),
  {
    name: 'song-take-original-gone',
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, 'take', { isOriginalGone: true });
      await shows(stage.texts.takes.originalGone, stage);
    },
  },
  songState('take-waiting', 'takeWaiting', ({ takes }) => takes.waitsForOriginal),
  songState('take-not-compared', 'uncompared', ({ takes }) => takes.notCompared['original-gone']),
  {
    name: 'song-completed-compare',
    open: async (stage) => {
      const { page, texts } = stage;
      await remember(stage);
      await openSong(stage, 'completed');
      await page.locator('[data-element]').first().waitFor();
      const card = page.getByRole('region', { name: texts.takes.compare });
      await card.locator('input[type=file]').setInputFiles({ name: 'My take.m4a', ...sound });
      await card.getByText('My take.m4a').waitFor();
      await card.getByText(texts.takes.list).waitFor();
    },
  },
];

/** The sample song with the room to sing in, whose microphone is Chromium's fake one. */
async function openRoom(stage: Stage): Promise<void> {
  const { page, origin, texts } = stage;
  await page.goto(`${origin}/song#sample`);
  await page.locator('[data-element]').first().waitFor();
  await act(stage, texts.player.sing);
  await page
    .getByRole('button', { name: texts.sing.start })
    .and(page.locator(':enabled'))
    .waitFor();
}

/** Sings until the first note is judged. */
async function singInRoom(stage: Stage): Promise<void> {
  const { page, texts } = stage;
  await openRoom(stage);
  await page.context().grantPermissions(['microphone']);
  await act(stage, texts.sing.start);
  const count = page.getByTestId('tally').getByText(/^[1-9]\d*$/);
  await count.first().waitFor({ timeout: 60_000 });
}

const singStates: readonly PicturedState[] = [
  { name: 'song-sing', open: openRoom },
  {
    name: 'song-sing-denied',
    open: async (stage) => {
      await openRoom(stage);
      await act(stage, stage.texts.sing.start);
      await shows(stage.texts.sing.problems.denied, stage);
    },
  },
  { name: 'song-singing', open: singInRoom },
  {
    name: 'song-singing-score',
    open: async (stage) => {
      const { page, texts } = stage;
      await page.addInitScript(() => localStorage.setItem('my-pitch.sing-views', 'both'));
      await singInRoom(stage);
      await page.getByTestId('live-score').locator('.grade-shape').first().waitFor();
      await shows(texts.sing.singing, stage);
    },
  },
  {
    name: 'song-left-singing',
    open: async (stage) => {
      const { page, origin } = stage;
      await keepRecords(page, [{ id: unfinishedIdOf(sampleJobId) }]);
      await page.goto(`${origin}/song#sample`);
      await page.locator('[data-element]').first().waitFor();
      await shows(stage.texts.player.unfinished, stage);
    },
  },
  {
    name: 'song-sung',
    open: async (stage) => {
      await singInRoom(stage);
      await act(stage, stage.texts.sing.stop);
      await stage.page.getByTestId('points').waitFor();
    },
  },
];

const songStates: readonly PicturedState[] = [
  songState('loading', 'queued', ({ song }) => song.loading, { getJob: 'hang' }),
  songState('unreachable', 'queued', ({ waiting }) => waiting.unreachable, { getJob: 'fail' }),
  songState('awaiting', 'awaiting', ({ song }) => song.awaiting),
  songState('queued', 'queued', ({ song }) => song.queued),
  songState('processing', 'processing', ({ song }) => song.processing),
  {
    name: 'song-offline',
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, 'processing');
      await shows(stage.texts.song.processing, stage);
      // Without this the fake API would answer the next poll, and the page would be online again.
      await stage.page.route('**/api/jobs/*', (route) => route.abort('internetdisconnected'));
      await stage.page.context().setOffline(true);
      await shows(stage.texts.waiting.offline, stage);
    },
  },
  {
    name: 'song-cancel',
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, 'queued');
      await stage.page.getByRole('button', { name: stage.texts.song.cancel, exact: true }).click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'song-completed',
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, 'completed');
      await stage.page.locator('[data-element]').first().waitFor();
    },
  },
  finishedState('pitch', async ({ page, texts }) => {
    await page.getByText(texts.pitch.views.pitch, { exact: true }).click();
    await page.getByTestId('pitch-summary').waitFor();
  }),
  finishedState('both', async ({ page, texts }) => {
    await page.getByText(texts.pitch.views.both, { exact: true }).click();
    await page.getByTestId('pitch-canvas').waitFor();
  }),
  finishedState('correcting', async ({ page, texts }) => {
    await page.getByRole('button', { name: texts.editing.open, exact: true }).click();
    await page.locator('[data-element] .note-target').nth(3).click();
    await page.getByTestId('note-toolbar').waitFor();
  }),
  {
    name: 'song-completed-saved',
    open: async (stage) => {
      await remember(stage);
      await openSong(stage, 'completed');
      await deleteNote(stage);
      await shows(stage.texts.corrections.saved, stage);
    },
  },
  {
    name: 'song-completed-conflict',
    open: async (stage) => {
      const corrections: PicturedCorrections = {};
      await remember(stage);
      await openSong(stage, 'completed', { corrections });
      await deleteNote(stage);
      await shows(stage.texts.corrections.saved, stage);
      // The same place, changed by another device.
      const other = correctionsSchema.parse(JSON.parse(corrections.stored?.body ?? ''));
      const notes = other.notes.map((note) => ({ ...note, midi: note.midi + 1 }));
      corrections.stored = { etag: '"9"', body: JSON.stringify({ ...other, notes }) };
      await act(stage, stage.texts.editing.actions.up);
      await shows(stage.texts.corrections.conflict, stage);
    },
  },
  finishedState('own-copy', async (stage) => {
    await deleteNote(stage);
    await shows(stage.texts.corrections.ownCopy, stage);
  }),
  finishedState('original', async (stage) => {
    await deleteNote(stage);
    await act(stage, stage.texts.corrections.original);
  }),
  finishedState('correcting-song', async ({ page, texts }) => {
    await page.getByRole('button', { name: texts.editing.open, exact: true }).click();
    await page.getByRole('button', { name: texts.editing.song, exact: true }).click();
    await page.getByLabel(texts.editing.pickup).waitFor();
  }),
  finishedState('adding', async ({ page, texts }) => {
    await page.getByRole('button', { name: texts.editing.open, exact: true }).click();
    await page.locator('[data-element=m0e2]').click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    await clickPlaceOf(page.locator('#vf-m0e2'));
    await page.getByTestId('place-toolbar').waitFor();
  }),
  {
    name: 'song-completed-chords',
    open: async (stage) => {
      const body = JSON.stringify(correctionsWithChords());
      await openSong(stage, 'completed', { corrections: { stored: { etag: '"1"', body } } });
      await stage.page.locator('[data-element]').first().waitFor();
      await act(stage, stage.texts.score.options);
      await stage.page.getByRole('combobox', { name: stage.texts.score.chords }).waitFor();
    },
  },
  finishedState('suggested-chords', async (stage) => {
    await act(stage, stage.texts.score.options);
    await act(stage, stage.texts.chords.suggest);
    await shows(stage.texts.chords.suggested, stage);
  }),
  {
    name: 'song-completed-chord-tools',
    open: async (stage) => {
      const { page, texts } = stage;
      const body = JSON.stringify(correctionsWithChords());
      await openSong(stage, 'completed', { corrections: { stored: { etag: '"1"', body } } });
      await page.locator('[data-element]').first().waitFor();
      await act(stage, texts.editing.open);
      await page.locator('[data-element] .note-target').nth(6).click();
      const field = page.getByLabel(texts.chords.text, { exact: true }).last();
      await field.fill('H');
      await field.press('Enter');
      await shows(texts.chords.unknown, stage);
    },
  },
  {
    name: 'song-completed-chord-at-rest',
    open: async (stage) => {
      const { page, texts } = stage;
      const body = JSON.stringify(correctionsWithChords());
      await openSong(stage, 'completed', { corrections: { stored: { etag: '"1"', body } } });
      await deleteNote(stage);
      await page.keyboard.press('Escape');
      await clickPlaceOf(page.locator('#vf-m0e2'));
      await page.getByTestId('place-toolbar').getByLabel(texts.chords.text).last().waitFor();
    },
  },
  finishedState('words', async (stage) => {
    await setWords(stage);
  }),
  finishedState('karaoke', async (stage) => {
    await setWords(stage);
    await openKaraoke(stage);
  }),
  finishedState('karaoke-verses', async (stage) => {
    const { page, texts } = stage;
    await setWords(stage);
    await page.getByRole('combobox', { name: texts.lyrics.verse }).selectOption('2');
    await page.getByLabel(texts.lyrics.field).fill('La la la la la la la\nla la la la la la la');
    await page.getByRole('button', { name: texts.lyrics.set, exact: true }).click();
    await page.locator('.score-row text', { hasText: 'la' }).first().waitFor();
    await openKaraoke(stage);
  }),
  finishedState('word-tools', async (stage) => {
    await setWords(stage);
    const { page, texts } = stage;
    await page.getByRole('button', { name: texts.lyrics.open, exact: true }).click();
    await page.getByRole('button', { name: texts.editing.open, exact: true }).click();
    await page.locator('[data-element] .note-target').nth(3).click();
    await page.getByLabel(texts.lyrics.text).waitFor();
  }),
  finishedState('reading', async ({ page, texts }) => {
    await page.getByRole('button', { name: texts.score.options, exact: true }).click();
    await page.getByRole('combobox', { name: texts.score.instrument }).waitFor();
  }),
  finishedState('loop', async ({ page, texts }) => {
    const opener = page.getByRole('button', { name: texts.player.tools, exact: true });
    if (await opener.isVisible()) await opener.click();
    await page.getByRole('button', { name: texts.player.loop, exact: true }).click();
    const panel = page.getByRole('region', { name: texts.player.loop, exact: true });
    await panel.getByLabel(texts.score.firstBar).fill('2');
    await panel.getByLabel(texts.score.lastBar).fill('5');
    await panel.getByLabel(texts.score.lastBar).press('Enter');
    await page.locator('.score-row .loop-band').first().waitFor();
  }),
  finishedState('key', async ({ page, texts }) => {
    const opener = page.getByRole('button', { name: texts.player.tools, exact: true });
    if (await opener.isVisible()) await opener.click();
    await page.getByRole('button', { name: texts.player.key, exact: true }).click();
    await page.getByRole('button', { name: texts.player.keyHigher, exact: true }).click();
    await page.getByText(texts.player.keyValue(1)).first().waitFor();
  }),
  finishedState('mixer', async ({ page, texts }) => {
    const opener = page.getByRole('button', { name: texts.player.tools, exact: true });
    if (await opener.isVisible()) await opener.click();
    await page.getByRole('button', { name: texts.player.mixer, exact: true }).click();
    await page.getByRole('region', { name: texts.player.mixer, exact: true }).waitFor();
  }),
  ...takeStates,
  ...singStates,
  finishedState('downloads', async ({ page, texts }) => {
    await page.getByText(texts.takeAway.more).click();
    await page.getByText(texts.takeAway.sound, { exact: true }).waitFor();
  }),
  {
    name: 'song-sample',
    open: async (stage) => {
      await openHome(stage);
      await stage.page.getByRole('link', { name: stage.texts.home.sample }).click();
      await stage.page.locator('[data-element]').first().waitFor();
    },
  },
  {
    name: 'song-unloaded',
    open: async (stage) => {
      const isLater = await laterScriptsOf(stage.origin);
      await stage.page.route(isLater, (route) => route.abort('internetdisconnected'));
      await openSong(stage, 'completed');
      await shows(stage.texts.song.unloadedText, stage);
    },
  },
  songState('failed', 'failed', ({ song }) => song.failed),
  songState('crashed', 'crashed', ({ song }) => song.failed),
  songState('cancelled', 'cancelled', ({ song }) => song.cancelledText),
  songState('expired', 'expired', ({ song }) => song.expiredText),
  songState('not-found', undefined, ({ song }) => song.notFoundText),
  {
    name: 'page-not-found',
    open: async (stage) => {
      await stage.page.goto(`${stage.origin}/nothing-here`);
      await shows(stage.texts.missingPage, stage);
    },
  },
];

const picturedWords = {
  en: 'Every morning I am singing\nwith the window open wide\nall the birds are joining in\nbeautiful and bright',
  ko: '아침마다 노래를 불러요\n창문을 활짝 열고서\n새들도 함께 노래해요\n아름답고 환하게',
} as const;

async function setWords({ page, texts }: Stage): Promise<void> {
  const language = (await page.locator('html').getAttribute('lang')) === 'ko' ? 'ko' : 'en';
  await page.getByRole('button', { name: texts.lyrics.open, exact: true }).click();
  await page.getByLabel(texts.lyrics.field).fill(picturedWords[language]);
  await page.getByRole('button', { name: texts.lyrics.set, exact: true }).click();
  await page.getByText(texts.lyrics.check).waitFor();
}

/** Opens the karaoke view in the middle of the second line. */
async function openKaraoke({ page, texts }: Stage): Promise<void> {
  await page.getByRole('slider', { name: texts.player.position }).fill('6.3');
  await page.getByRole('button', { name: texts.lyrics.karaoke, exact: true }).click();
  await page.locator('.is-sounding').waitFor();
}

/** All states of all pages. */
export const picturedStates: readonly PicturedState[] = [...homeStates, ...songStates];
