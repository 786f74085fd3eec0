import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pitchRows } from '../features/pitch/pitch-rows.ts';
import { axeViolations } from './axe-violations.ts';
import { launchBrowser } from './launch-browser.ts';
import { openFinishedSong, ownSong } from './open-finished-song.ts';
import { correctionsWithChords } from './states/pictured-chords.ts';
import { picturedNotes as notes } from './states/pictured-song.ts';
import { type PicturedCorrections, serveApi } from './states/serve-api.ts';
import { clickPlaceOf, stillBox } from './still-box.ts';
import { en } from './texts.ts';

const { webUrl } = inject('stack');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const notesOf = (page: Page) => page.locator('[data-element]');
const toolbarOf = (page: Page) => page.getByTestId('note-toolbar');
const corrected = (page: Page) => page.getByText('Corrected', { exact: true });
const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The MusicXML as it is saved now. */
async function savedXml(page: Page): Promise<string> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'MusicXML' }).click();
  return readFile(await (await arriving).path(), 'utf8');
}

describe('an edited score', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openFinishedSong(browser, webUrl);
    await notesOf(page)
      .nth(notes - 1)
      .waitFor();
    await act(page, en.editing.open);
  });

  it('a tapped note moves up', async () => {
    await notesOf(page).nth(2).click();
    await expect.poll(() => toolbarOf(page).textContent()).toContain('G4, bar 1');
    await page.locator('.is-selected[data-element=m0e2]').waitFor();
    await act(page, 'A semitone up');
    await expect.poll(() => toolbarOf(page).textContent()).toContain('G♯4, bar 1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(() => toolbarOf(page).textContent()).toContain('G5, bar 1');
  });

  it('a note is split, joined and deleted; each change can be undone and redone', async () => {
    await act(page, 'Split in two');
    await expect.poll(() => notesOf(page).count()).toBe(notes + 1);
    await page.keyboard.press('j');
    await expect.poll(() => notesOf(page).count()).toBe(notes);
    await act(page, 'Delete the note');
    await expect.poll(() => notesOf(page).count()).toBe(notes - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => notesOf(page).count()).toBe(notes);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => notesOf(page).count()).toBe(notes - 1);
    await act(page, 'Undo');
    await act(page, 'Redo');
    await expect.poll(() => notesOf(page).count()).toBe(notes - 1);
    await expect.poll(() => toolbarOf(page).textContent()).toContain('A4, bar 1');
  });

  it('an impossible change shows a message', async () => {
    await page.keyboard.press('Escape');
    await notesOf(page).first().click();
    await act(page, 'Earlier');
    await expect.poll(() => toolbarOf(page).textContent()).toContain('That is not possible here.');
  });

  it('title, key, time signature and tempo can be changed, and the page is accessible', async () => {
    await act(page, 'Title, key and time');
    await page.getByRole('textbox', { name: 'Title' }).fill('My own ode');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My own ode' }).first().waitFor();
    await page.getByRole('combobox', { name: /^Time/ }).selectOption('3/4');
    await page.getByRole('combobox', { name: /^Key/ }).selectOption('-3');
    await page.getByRole('combobox', { name: /^Pickup/ }).selectOption('48');
    await act(page, '÷2: Half as fast');
    expect(await axeViolations(page)).toEqual([]);
    await act(page, 'Shortcuts');
    // Another panel is open now.
    await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' });
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('While you edit notes').waitFor({ state: 'detached' });
  });

  it('a reload keeps the changes, and saved files contain them', async () => {
    await page.reload();
    await corrected(page).waitFor();
    await page.getByRole('heading', { name: 'My own ode' }).first().waitFor();
    const xml = await savedXml(page);
    expect(xml).toContain('<work-title>My own ode</work-title>');
    expect(xml).toContain('<beats>3</beats>');
    expect(xml).toContain('<fifths>-3</fifths>');
    expect(xml).toContain('<per-minute>60</per-minute>');
    expect(xml).toContain('<measure number="0" implicit="yes">');
    const starts = xml.split('<note>').filter((note) => /<pitch>/.test(note));
    expect(starts.filter((note) => !note.includes('<tie type="stop"'))).toHaveLength(notes - 1);
  });

  it('the original can be restored, and the changes again', async () => {
    await act(page, en.editing.open);
    await act(page, 'Discard all corrections');
    await page.getByRole('heading', { name: 'Ode to Joy' }).first().waitFor();
    await notesOf(page)
      .nth(notes - 1)
      .waitFor();
    await act(page, 'Undo');
    await page.getByRole('heading', { name: 'My own ode' }).first().waitFor();
    await act(page, 'Redo');
    await page.getByRole('heading', { name: 'Ode to Joy' }).first().waitFor();
    await page.reload();
    // Until then the heading shows the file's name.
    await notesOf(page).first().waitFor();
    await page.getByRole('heading', { name: 'Ode to Joy' }).first().waitFor();
    await corrected(page).waitFor({ state: 'detached' });
  });

  it('a reload keeps the undo history', async () => {
    await act(page, en.editing.open);
    await act(page, 'Undo');
    await page.getByRole('heading', { name: 'My own ode' }).first().waitFor();
    await page.reload();
    await corrected(page).waitFor();
    await act(page, en.editing.open);
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await undo.and(page.locator(':enabled')).waitFor();
    const undoOnce = (button: Element) => {
      (button as HTMLButtonElement).click();
      return (button as HTMLButtonElement).disabled;
    };
    await expect.poll(() => undo.evaluate(undoOnce)).toBe(true);
    await page.getByRole('heading', { name: 'Ode to Joy' }).first().waitFor();
    await expect.poll(() => notesOf(page).count()).toBe(notes);
    await corrected(page).waitFor({ state: 'detached' });
    await act(page, 'Redo');
    await corrected(page).waitFor();
  });
});

it('a note can be corrected in the pitch view by keyboard only', async () => {
  const page = await openFinishedSong(browser, webUrl);
  await page.getByRole('radio', { name: 'Pitch' }).check({ force: true });
  const cursor = page.getByTestId('note-cursor');
  await act(page, en.editing.open);
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect
    .poll(() => cursor.getAttribute('aria-label'))
    .toMatch(/^F♯4, note 1 of 30.*4 cents sharp/);
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(() => cursor.getAttribute('aria-label'))
    .toMatch(/^G4, note 1 of 30.*96 cents flat/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect.poll(() => cursor.getAttribute('aria-label')).toMatch(/note 2 of 29/);
  await page.context().close();
});

it('the length of a note changes in the pitch view too, by mouse, finger and keys, and back', async () => {
  const page = await openFinishedSong(browser, webUrl, { hasTouch: true });
  await page.getByRole('radio', { name: 'Pitch' }).check({ force: true });
  await act(page, en.editing.open);
  await page.getByTestId('note-cursor').focus();
  await page.keyboard.press('Home');
  const grip = page.getByTestId('pitch-length-grip');
  /** Pixels from the first position of the grip, at 90 a second and 120 quarters a minute. */
  const start = (await stillBox(grip)).x;
  const moved = async () => Math.round((await stillBox(grip)).x - start);
  const middle = async () => {
    const { x, y, width, height } = await stillBox(grip);
    return { x: x + width / 2, y: y + height / 2 };
  };
  const eighth = Math.round(90 / 4);
  const from = await middle();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 20, from.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(moved).toBeCloseTo(-eighth, -0.5);
  await page.keyboard.press('Shift+Period');
  await expect.poll(moved).toBeCloseTo(-eighth / 2, -0.5);
  await act(page, 'Undo');
  await act(page, 'Undo');
  await expect.poll(moved).toBe(0);
  const session = await page.context().newCDPSession(page);
  const finger = await middle();
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y: finger.y }],
    });
  await touch('touchStart', finger.x);
  await touch('touchMove', finger.x - 10);
  await touch('touchMove', finger.x - 20);
  await touch('touchEnd', finger.x - 20);
  await expect.poll(moved).toBeCloseTo(-eighth, -0.5);
  await page.context().close();
});

it('a note is added on a rest, at a staff line, by name, and drawn along the sung curve', async () => {
  const page = await openFinishedSong(browser, webUrl);
  await notesOf(page)
    .nth(notes - 1)
    .waitFor();
  await act(page, 'Edit notes');
  // A rest is centred on the middle line, B4.
  await notesOf(page).nth(2).click();
  await act(page, 'Delete the note');
  await page.keyboard.press('Escape');
  const rest = page.locator('#vf-m0e2');
  await clickPlaceOf(rest);
  const box = await stillBox(rest);
  const place = page.getByTestId('place-toolbar');
  await expect.poll(() => place.textContent()).toContain('Rest, bar 1');
  await place.getByRole('button', { name: 'Add B4' }).waitFor();
  await place.getByRole('button', { name: 'Add F♯', exact: true }).click();
  await expect.poll(() => toolbarOf(page).textContent()).toContain('F♯4, bar 1');
  await expect.poll(() => notesOf(page).count()).toBe(notes);
  // Typed instead of chosen.
  await page.keyboard.press('g');
  await expect.poll(() => toolbarOf(page).textContent()).toContain('G4, bar 1');
  const handle = await stillBox(page.getByTestId('length-handle'));
  const middle = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - (middle.x - box.x) / 2, middle.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => page.locator('#vf-m0e4').count()).toBe(1);
  await act(page, 'Delete the note');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Pitch' }).check({ force: true });
  await act(page, 'Tap to add notes on the staff and in the pitch view');
  const plot = await stillBox(page.getByTestId('pitch-canvas'));
  // At first the view shows the start of the song at 90 px a second, right of 46 px for the names.
  const { highMidi, rowHeight } = pitchRows([62, 69], 340);
  const middleOfNote = { x: 46 + 90 * 1.23, y: (highMidi + 0.5 - 67) * rowHeight };
  await page.mouse.click(plot.x + middleOfNote.x, plot.y + middleOfNote.y);
  await expect.poll(() => toolbarOf(page).textContent()).toContain('G4, bar 1');
  await expect
    .poll(() => page.getByTestId('note-cursor').getAttribute('aria-label'))
    .toMatch(/^G4, note 3 of 30/);
  await page.context().close();
});

it('two tabs show the same corrections', async () => {
  const page = await openFinishedSong(browser, webUrl);
  const other = await page.context().newPage();
  await act(page, en.editing.open);
  await notesOf(page).first().click();
  await serveApi(other, webUrl);
  await other.goto(page.url());
  await expect.poll(() => notesOf(other).count()).toBe(notes);
  await act(page, 'Delete the note');
  await expect.poll(() => notesOf(other).count()).toBe(notes - 1);
  await page.context().close();
});

it('whoever opens the link sees the owner’s corrections, the original one tap away', async () => {
  const corrections: PicturedCorrections = {};
  const storageState = ownSong(webUrl);
  const owner = await openFinishedSong(browser, webUrl, { storageState }, { corrections });
  await act(owner, en.editing.open);
  await notesOf(owner).nth(2).click();
  await act(owner, 'Delete the note');
  await owner.getByText('Saved.').waitFor();
  const saved = corrections.stored?.body;

  const visitor = await openFinishedSong(browser, webUrl, {}, { corrections });
  await expect.poll(() => notesOf(visitor).count()).toBe(notes - 1);
  await act(visitor, 'Original');
  await expect.poll(() => notesOf(visitor).count()).toBe(notes);
  expect((await savedXml(visitor)).match(/<pitch>/g)).toHaveLength(notes);
  await act(visitor, 'Corrected');
  await expect.poll(() => notesOf(visitor).count()).toBe(notes - 1);
  expect((await savedXml(visitor)).match(/<pitch>/g)).toHaveLength(notes - 1);

  await act(visitor, en.editing.open);
  await notesOf(visitor).first().click();
  await act(visitor, 'Delete the note');
  await visitor.getByText('This is your own copy').waitFor();
  expect(await axeViolations(visitor)).toEqual([]);
  await act(visitor, 'Take the owner’s version');
  await expect.poll(() => notesOf(visitor).count()).toBe(notes - 1);
  expect(corrections.stored?.body).toBe(saved);
  await owner.context().close();
  await visitor.context().close();
});

it('on a phone the toolbar is a sheet with touch targets', async () => {
  const page = await openFinishedSong(browser, webUrl, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await act(page, en.editing.open);
  await notesOf(page).nth(1).tap();
  const sheet = await stillBox(toolbarOf(page));
  expect([sheet.x, sheet.width, sheet.y + sheet.height]).toEqual([0, 390, 844]);
  for (const button of await toolbarOf(page).getByRole('button').all()) {
    const { width, height } = await stillBox(button);
    expect([width >= 44, height >= 44]).toEqual([true, true]);
  }
  await toolbarOf(page).getByRole('button', { name: 'A semitone up' }).tap();
  await expect.poll(() => toolbarOf(page).textContent()).toContain('G4, bar 1');
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});

it('a chord that is none is marked, until it is mended', async () => {
  const stored = { etag: '"1"', body: JSON.stringify(correctionsWithChords()) };
  const page = await openFinishedSong(browser, webUrl, {}, { corrections: { stored } });
  await act(page, en.editing.open);
  await notesOf(page).first().click();
  const field = page.getByLabel(en.chords.text, { exact: true }).last();
  const before = await field.inputValue();
  await field.fill('H');
  await field.press('Enter');
  await page.getByText(en.chords.unknown).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill(before);
  await field.press('Enter');
  await page.getByText(en.chords.unknown).waitFor({ state: 'detached' });
  await field.fill('F#m7');
  await field.press('Enter');
  await page.locator('.score-row').getByText('F♯m7', { exact: true }).waitFor();
  await page.context().close();
});

describe('the words of a song', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openFinishedSong(browser, webUrl);
    await notesOf(page).first().waitFor();
  });

  it('are set under the notes, read aloud and exported', async () => {
    await act(page, en.lyrics.open);
    await page.getByLabel(en.lyrics.field).fill('Every morning I am singing');
    await act(page, en.lyrics.set);
    await page.getByText(en.lyrics.done(8)).waitFor();
    await page.locator('.score-row text', { hasText: 'mor' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await savedXml(page)).toMatch(/<syllabic>begin<\/syllabic>\s*<text>sing</);
    await page.getByText(en.reading.open).click();
    await expect.poll(() => page.getByTestId('score-text').textContent()).toContain('word “sing-”');
  });

  it('are sung from the whole screen, in time with the sound', async () => {
    await act(page, en.lyrics.karaoke);
    const view = page.getByRole('dialog');
    const line = view.getByRole('button', { name: 'Every morning I am singing' });
    expect(await line.getAttribute('aria-current')).toBe('true');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Space');
    // The third syllable is reached by playing alone.
    await view.locator('.karaoke-syllable.is-begun').nth(2).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await view.waitFor({ state: 'detached' });
    const opener = page.getByRole('button', { name: en.lyrics.karaoke });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('move to another note, and back', async () => {
    await act(page, en.lyrics.open);
    await act(page, en.editing.open);
    await notesOf(page).nth(0).click();
    const field = page.getByLabel(en.lyrics.text);
    await expect.poll(() => field.inputValue()).toBe('Ev-');
    await act(page, en.lyrics.actions.next);
    await expect.poll(() => field.inputValue()).toBe('');
    await field.fill('Oh');
    await field.press('Enter');
    await expect.poll(() => savedXml(page)).toContain('<text>Oh<');
    expect(await axeViolations(page)).toEqual([]);
    await act(page, en.editing.undo);
    await act(page, en.editing.undo);
    await expect.poll(() => field.inputValue()).toBe('Ev-');
  });
});
