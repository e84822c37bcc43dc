/** What the app asks of whatever page frames it. Each door has one implementation; nothing else knows which. */
export interface Host {
  /** The value of the Authorization header for one call. */
  authorization(): Promise<string>;
  /** A BCP 47 tag: how this person writes dates and numbers. */
  readonly locale: string;
  /** An IANA zone: where this person's days begin. */
  readonly timeZone: string;
  readonly history: HostHistory;
  /**
   * From now on the html element's data-color-mode is light or dark as the host is. The host alone writes it: of two
   * writers, the one that is late would win.
   */
  followColorMode(): void;
}

/** The part of the browser's address that belongs to the app: a path with its query, such as /schemas/7?tab=2. */
export interface HostHistory {
  current(): string;
  push(path: string): void;
  replace(path: string): void;
  /** Calls back when the person goes back or forward. */
  onPop(listener: (path: string) => void): void;
}
