import { type EditableDocument, editableDocumentSchema } from './editable-document.ts';
import { metreStructure } from './notation/metre-structure.ts';
import { isWritable } from './notation/score-of-document.ts';
import { normaliseTitle } from './title.ts';

/** The size of corrections as JSON. Fifteen minutes with five notes a second take about half of it. */
export const maxCorrectionsBytes = 2 * 1024 * 1024;

/** Far more than a song has, and few enough to lay out in a second. */
const maxMeasures = 10_000;

/**
 * The corrected score of a song: the body of `GET` and `PUT /api/jobs/{jobId}/corrections`. Whatever it
 * accepts can be notated, so that no page fails on the corrections of somebody else.
 */
export const correctionsSchema = editableDocumentSchema.superRefine((document, context) => {
  // A refused document has no bounds: one with a million beats in a measure would be laid out for half a minute.
  if (context.issues.length > 0) return;
  const message = problemOf(document);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** What is wrong with a document whose fields are valid one by one. */
function problemOf(document: EditableDocument): string | undefined {
  const { title, notes, pickupTicks, timeSignature, syncPoints = [] } = document;
  if (normaliseTitle(title) !== title) return 'The title is no single line of text';
  if (new Set(notes.map(({ id }) => id)).size < notes.length) return 'Two notes have the same id';
  let lastTick = 0;
  for (const { id, startTick, endTick, sung } of notes) {
    if (startTick < lastTick) return `Note ${id} starts before the end of the note before it`;
    if (endTick <= startTick) return `Note ${id} has no length`;
    if (sung.endSeconds < sung.startSeconds) return `Note ${id} ends before it is sung`;
    lastTick = endTick;
  }
  const isRising = syncPoints.every(({ tick, seconds }, at) => {
    const before = syncPoints[at - 1];
    return !before || (tick > before.tick && seconds > before.seconds);
  });
  if (!isRising) return 'The moved beats are not in order';
  const { measureTicks } = metreStructure(timeSignature);
  if (pickupTicks >= measureTicks) return 'The pickup is as long as a measure';
  if (lastTick > maxMeasures * measureTicks) return `There are more than ${maxMeasures} measures`;
  return isWritable(document) ? undefined : 'The notes are on no grid that can be written';
}
