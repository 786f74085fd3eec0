/** A shape or text of a drawing, in its coordinates; black unless it is faint. */
export type Mark =
  | { readonly kind: 'fill'; readonly path: string }
  | {
      readonly kind: 'stroke';
      readonly path: string;
      readonly width: number;
      readonly isFaint: boolean;
    }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly families: readonly string[];
      readonly size: number;
      readonly isBold: boolean;
    };

const inherited = [
  'fill',
  'stroke',
  'stroke-width',
  'font-family',
  'font-size',
  'font-weight',
] as const;
type Style = Readonly<Record<(typeof inherited)[number], string>>;

const plain: Style = {
  fill: 'black',
  stroke: 'none',
  'stroke-width': '1',
  'font-family': 'My Pitch Music',
  'font-size': '30pt',
  'font-weight': 'normal',
};
/** VexFlow's colour of staff lines. */
const faintStroke = '#999999';
const pixelsPerPoint = 4 / 3;
/** Classes of the shapes that the page adds for pointers and for the loop. */
const pointerTargets = ['note-target', 'measure-target', 'loop-band'];

/**
 * The marks of an SVG by VexFlow. It reads attributes only, so it needs no style sheet, and skips the
 * pointer targets that the page adds.
 */
export function readDrawing(drawing: Element): readonly Mark[] {
  const marks: Mark[] = [];
  visit(drawing, plain, marks);
  return marks;
}

function visit(element: Element, parentStyle: Style, marks: Mark[]): void {
  if (pointerTargets.some((name) => element.classList.contains(name))) return;
  const style = Object.fromEntries(
    inherited.map((name) => [name, element.getAttribute(name) ?? parentStyle[name]]),
  ) as Style;
  const mark = markOf(element, style);
  if (mark) marks.push(mark);
  for (const child of element.children) visit(child, style, marks);
}

function markOf(element: Element, style: Style): Mark | undefined {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  switch (element.tagName) {
    case 'path':
      return pathMark(element.getAttribute('d') ?? '', style);
    case 'rect':
      return {
        kind: 'rect',
        x: number('x'),
        y: number('y'),
        width: number('width'),
        height: number('height'),
      };
    case 'text':
      return {
        kind: 'text',
        text: element.textContent,
        x: number('x'),
        y: number('y'),
        families: style['font-family'].split(',').map((family) => family.trim()),
        size: pixels(style['font-size']),
        isBold: style['font-weight'] === 'bold' || Number(style['font-weight']) >= 600,
      };
    default:
      return undefined;
  }
}

function pathMark(path: string, style: Style): Mark | undefined {
  if (style.fill !== 'none') return { kind: 'fill', path };
  if (style.stroke === 'none') return undefined;
  const width = Number(style['stroke-width']);
  return { kind: 'stroke', path, width, isFaint: style.stroke === faintStroke };
}

/** A font size in CSS pixels; VexFlow writes points. */
function pixels(size: string): number {
  const value = Number.parseFloat(size);
  return size.endsWith('pt') ? value * pixelsPerPoint : value;
}
