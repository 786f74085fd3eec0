import type { Stave } from 'vexflow/core';
import type { BuiltMeasure } from './build-measure.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const targetHeight = 84;
const minTargetWidth = 26;

/** Sets each drawn note's `data-element` and adds a touch target to it. */
export function markNotes(svg: SVGElement, { plan, notes }: BuiltMeasure, stave: Stave): void {
  for (const [index, planned] of plan.elements.entries()) {
    const note = notes[index];
    const group = svg.querySelector<SVGGElement>(`#vf-${planned.id}`);
    if (!note || !group || planned.element.kind === 'rest') continue;
    group.dataset.element = planned.id;
    const next = notes[index + 1]?.getAbsoluteX() ?? stave.getX() + stave.getWidth();
    const left = note.getAbsoluteX() - 7;
    const target = document.createElementNS(svgNamespace, 'rect');
    target.setAttribute('class', 'note-target');
    target.setAttribute('x', String(left));
    target.setAttribute('width', String(Math.max(minTargetWidth, next - 7 - left)));
    target.setAttribute('y', String(stave.getYForLine(2) - targetHeight / 2));
    target.setAttribute('height', String(targetHeight));
    group.prepend(target);
  }
}

/** Moves stems, which VexFlow draws with their beam, into their notes' groups, so that they are highlighted together. */
export function adoptStems(svg: SVGElement, { notes, beams, plan }: BuiltMeasure): void {
  if (beams.length === 0) return;
  for (const [index, note] of notes.entries()) {
    const stem = note.hasBeam() && note.getStem();
    if (!stem) continue;
    const drawn = svg.querySelector(`#vf-${stem.getAttribute('id')}`);
    const group = svg.querySelector(`#vf-${plan.elements[index]?.id}`);
    if (drawn && group) group.append(drawn);
  }
}
