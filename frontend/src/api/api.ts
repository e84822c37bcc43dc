import { ApiFailure } from './ApiFailure';
import { ApiClient } from './client';

let authorization: (() => Promise<string>) | null = null;

/** Every call carries what this answers as its Authorization header. */
export function authorizeWith(source: () => Promise<string>): void {
  authorization = source;
}

/** Throws an ApiFailure for every answer that is not a success. */
export const api = new ApiClient('', {
  async fetch(url, init) {
    const headers = new Headers(init?.headers);
    if (authorization) headers.set('Authorization', await authorization());
    const response = await fetch(url, { ...init, headers });
    if (!response.ok) throw await ApiFailure.fromResponse(response);
    return response;
  },
});
