export function isOpenvinoUseful(platform?: string, cpuDescription?: string): boolean;
export function isOpenvinoWanted(
  environment?: Readonly<Record<string, string | undefined>>,
): boolean;
export function installOpenvino(): Promise<void>;
