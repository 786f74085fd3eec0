export function isOpenvinoUseful(platform?: string, cpuDescription?: string): boolean;
export function installOpenvino(): Promise<void>;
