import type { Observation, Policy, Targets } from './policy.ts';
import type { Scenario } from './scenarios.ts';

/** All that the account allows, from the first song to the last: the earliest end that is possible. */
export class WholeQuotaPolicy implements Policy {
  readonly followsUploads = true;
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  decide({ songsLeft, uploaded }: Observation): Targets {
    if (uploaded === 0 || songsLeft === 0) return { cpu: 0, gpu: 0 };
    return { cpu: this.#scenario.cpuQuota, gpu: this.#scenario.gpuQuota };
  }
}
