/** A box of an MP4 file (ISO/IEC 14496-12, 4.2): its type and its contents. */
interface Mp4Box {
  readonly type: string;
  readonly body: DataView;
}

/** The consecutive boxes in part of a file. A truncated box ends the list. */
function boxesIn(view: DataView): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const short = view.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    const header = short === 1 ? 16 : 8;
    if (at + header > view.byteLength) break;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short || view.byteLength - at;
    if (size < header || at + size > view.byteLength) break;
    boxes.push({ type, body: part(view, at + header, size - header) });
    at += size;
  }
  return boxes;
}

/** The contents of the first box at a path of types, `moov/trak/mdia`; `undefined` if there is none. */
export function boxAt(view: DataView, path: string): DataView | undefined {
  return path
    .split('/')
    .reduce<DataView | undefined>(
      (within, type) => within && boxesIn(within).find((box) => box.type === type)?.body,
      view,
    );
}

/** Part of a view, without copying. */
export function part(view: DataView, offset: number, length = view.byteLength - offset): DataView {
  return new DataView(view.buffer, view.byteOffset + offset, length);
}
