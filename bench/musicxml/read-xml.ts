import { create } from 'xmlbuilder2';

/** An element of an XML document, without comments. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text of the element and of what it contains. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/**
 * The root element of an XML document.
 * @throws {Error} for text that is not XML.
 */
export function readXml(text: string): XmlElement {
  return elementOf(create(text).root());
}

type Builder = ReturnType<ReturnType<typeof create>['root']>;

function elementOf(builder: Builder): XmlElement {
  const { node } = builder;
  const children: XmlElement[] = [];
  builder.each((child) => {
    if (child.node.nodeType === child.node.ELEMENT_NODE) children.push(elementOf(child));
  });
  return {
    name: node.nodeName,
    attributes: attributesOf(node),
    text: node.textContent ?? '',
    children,
  };
}

function attributesOf(node: object): Record<string, string> {
  if (!hasAttributes(node)) return {};
  return Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value]));
}

/** Whether a node is an element: the types of xmlbuilder2 do not tell. */
function hasAttributes(
  node: object,
): node is { readonly attributes: Iterable<{ readonly name: string; readonly value: string }> } {
  return 'attributes' in node;
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the element at the end of a path of child elements; `undefined` if there is none. */
export function textAt(element: XmlElement, ...path: string[]): string | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = childOf(at, name);
  return at?.text;
}
