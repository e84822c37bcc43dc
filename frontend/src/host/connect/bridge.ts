/** The calls of Atlassian's bridge script that the app uses (contract, connect §6). */
export interface Bridge {
  context: { getToken(callback: (token: string) => void): void };
  user: {
    getLocale(callback: (locale: string) => void): void;
    getTimeZone(callback: (timeZone: string) => void): void;
  };
  history: {
    getState(): string | undefined;
    pushState(state: string): void;
    replaceState(state: string): void;
    popState(callback: (event: unknown) => void): void;
  };
  theming: { initializeTheming(): void };
}

declare global {
  interface Window {
    AP?: Bridge;
  }
}
