import type { VexFlowModule } from './load-vexflow.ts';

/**
 * Spares VexFlow the browser's structured clones of small flat records, several for every sign, which
 * take a third of all drawing: a copy of their fields is the same. To be called once its fonts are
 * set, for what it says of fonts and styles by then is kept.
 */
export function quickenVexFlow({ Metrics, SVGContext }: VexFlowModule): void {
  Metrics.getFontInfo = keepAndCopy(Metrics.getFontInfo.bind(Metrics));
  Metrics.getStyle = keepAndCopy(Metrics.getStyle.bind(Metrics));
  SVGContext.prototype.save = function save() {
    this.stateStack.push({ state: { ...this.state }, attributes: { ...this.attributes } });
    return this;
  };
  SVGContext.prototype.restore = function restore() {
    const saved = this.stateStack.pop();
    if (saved) Object.assign(this, { state: saved.state, attributes: saved.attributes });
    return this;
  };
}

function keepAndCopy<Info extends object>(read: (key: string) => Info): (key: string) => Info {
  const known = new Map<string, Info>();
  return (key) => {
    const info = known.get(key) ?? read(key);
    known.set(key, info);
    return { ...info };
  };
}
