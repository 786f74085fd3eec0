/** The texts of a song's page while it is not finished. */
export interface WaitingTexts {
  readonly waiting: {
    readonly stagesTitle: string;
    readonly stageDone: string;
    readonly stageNow: string;
    readonly arriving: string;
    readonly notify: string;
    readonly willNotify: string;
    readonly notifyDenied: string;
    readonly doneTitle: string;
    readonly failedTitle: string;
    readonly offline: string;
    readonly unreachable: string;
  };
}
