/** What is used of Verovio, which has no types of its own. */
declare module 'verovio/wasm' {
  export interface VerovioModule {
    readonly HEAPU8: Uint8Array;
  }
  export default function createVerovioModule(): Promise<VerovioModule>;
}

declare module 'verovio/esm' {
  export class VerovioToolkit {
    constructor(module: import('verovio/wasm').VerovioModule);
    setOptions(options: Readonly<Record<string, unknown>>): void;
    loadData(musicXml: string): boolean;
    getPageCount(): number;
    renderToSVG(page: number): string;
    redoLayout(): void;
  }
}
