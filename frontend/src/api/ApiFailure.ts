import { z } from 'zod';

const problem = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).nullish(),
  requestId: z.string().nullish(),
});

type Details = z.infer<typeof problem>;

/** A call that did not succeed, in words for the person who looks at it. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: Record<string, string>;
  readonly requestId: string | null;

  constructor(status: number, { code, title, detail, fields, requestId }: Details) {
    super(`${code}: ${title}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.fields = fields ?? {};
    this.requestId = requestId ?? null;
  }

  static async fromResponse(response: Response): Promise<ApiFailure> {
    const body: unknown = await response.json().catch(() => null);
    const parsed = problem.safeParse(body);
    return new ApiFailure(response.status, parsed.success ? parsed.data : unreadable(response.status));
  }

  /** Whatever was thrown, as something that can be shown. */
  static of(error: unknown): ApiFailure {
    if (error instanceof ApiFailure) return error;
    return new ApiFailure(0, error instanceof TypeError ? unreachable : unexpected);
  }
}

const unreachable: Details = {
  code: 'server-not-reachable',
  title: 'The app’s server cannot be reached.',
  detail:
    'The network between you and the server may be interrupted, or the server may be down. Nothing is lost: work that was running goes on when the server is back. Try again in a moment.',
};

const unexpected: Details = {
  code: 'page-failed',
  title: 'Something went wrong in this page.',
  detail: 'Your backups are not touched by it. Try again; if it stays so, reload the page.',
};

const unreadable = (status: number): Details => ({
  code: 'answer-not-readable',
  title: `The server answered in a way the app does not understand (HTTP ${status}).`,
  detail:
    'A proxy may have answered in its place, or it is just restarting. Nothing was lost. Try again in a minute.',
});
