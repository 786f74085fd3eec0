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
  'font-size': '40',
  'font-weight': 'normal',
};
/** The colour of staff lines. */
const faintStroke = '#999999';
/** Classes of the shapes that the page adds for pointers and for the loop. */
const pointerTargets = ['note-target', 'measure-target', 'loop-band'];

/**
 * The marks of an SVG by `drawRow`. It reads attributes only, so it needs no style sheet, and skips the
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
  marks.push(...marksOf(element, style));
  for (const child of element.children) visit(child, style, marks);
}

function marksOf(element: Element, style: Style): readonly Mark[] {
  if (element.tagName === 'path') {
    const mark = pathMark(element.getAttribute('d') ?? '', style);
    return mark ? [mark] : [];
  }
  return element.tagName === 'text' ? textMarks(element, style) : [];
}

/** A text, or each sign of a text in which every sign has its own position. */
function textMarks(element: Element, style: Style): readonly Mark[] {
  const [xs, ys] = ['x', 'y'].map((name) => (element.getAttribute(name) ?? '0').split(' '));
  const text = element.textContent;
  const parts = xs?.length === 1 ? [text] : [...text];
  return parts.map((part, index) => ({
    kind: 'text',
    text: part,
    x: Number(xs?.[index]),
    y: Number(ys?.[index]),
    families: style['font-family'].split(',').map((family) => family.trim()),
    size: Number.parseFloat(style['font-size']),
    isBold: style['font-weight'] === 'bold' || Number(style['font-weight']) >= 600,
  }));
}

function pathMark(path: string, style: Style): Mark | undefined {
  if (style.fill !== 'none') return { kind: 'fill', path };
  if (style.stroke === 'none') return undefined;
  const width = Number(style['stroke-width']);
  return { kind: 'stroke', path, width, isFaint: style.stroke === faintStroke };
}
