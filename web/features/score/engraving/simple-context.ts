import type { FontInfo, RenderContext, TextMeasure } from 'vexflow/core';

/**
 * The part of VexFlow's drawing context that our symbols do not use: colours and shadows, which style
 * sheets decide, are ignored, and other shapes are refused.
 */
export abstract class SimpleContext implements RenderContext {
  abstract openGroup(name?: string, id?: string): void;
  abstract closeGroup(): void;
  abstract beginPath(): this;
  abstract moveTo(x: number, y: number): this;
  abstract lineTo(x: number, y: number): this;
  abstract closePath(): this;
  abstract fill(): this;
  abstract stroke(): this;
  abstract fillRect(x: number, y: number, width: number, height: number): this;
  abstract fillText(text: string, x: number, y: number): this;
  abstract measureText(text: string): TextMeasure;
  abstract setFont(
    font?: string | FontInfo,
    size?: string | number,
    weight?: string | number,
  ): this;
  abstract getFont(): string;
  abstract setLineWidth(width: number): this;
  abstract save(): this;
  abstract restore(): this;

  font = '';
  fillStyle = '';
  strokeStyle = '';

  setFillStyle(): this {
    return this;
  }

  setBackgroundFillStyle(): this {
    return this;
  }

  setStrokeStyle(): this {
    return this;
  }

  setShadowColor(): this {
    return this;
  }

  setShadowBlur(): this {
    return this;
  }

  setLineCap(): this {
    return this;
  }

  setLineDash(): this {
    return this;
  }

  /** VexFlow's invisible targets would cover ours. */
  pointerRect(): this {
    return this;
  }

  clear(): never {
    return refuse('clear');
  }

  scale(): never {
    return refuse('scale');
  }

  resize(): never {
    return refuse('resize');
  }

  rect(): never {
    return refuse('rect');
  }

  clearRect(): never {
    return refuse('clearRect');
  }

  bezierCurveTo(): never {
    return refuse('bezierCurveTo');
  }

  quadraticCurveTo(): never {
    return refuse('quadraticCurveTo');
  }

  arc(): never {
    return refuse('arc');
  }

  openRotation(): never {
    return refuse('openRotation');
  }

  closeRotation(): never {
    return refuse('closeRotation');
  }

  add(): never {
    return refuse('add');
  }
}

function refuse(name: string): never {
  throw new Error(`Our symbols do not use ${name}`);
}
