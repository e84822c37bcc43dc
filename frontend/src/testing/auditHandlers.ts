import { http, HttpResponse } from 'msw';
import type { AuditFilter, ExportAuditLog } from '@/api/client';
import { type World } from './world';

/** What the simulated server answers of its audit log. */
export const auditHandlers = (world: World) => [
  http.get('/api/audit', ({ request }) => {
    const { searchParams } = new URL(request.url);
    const before = Number(searchParams.get('before') ?? Infinity);
    const lines = passing(world, Object.fromEntries(searchParams)).filter(({ number }) => number < before);
    const items = lines.slice(0, auditPage);
    return HttpResponse.json({ items, next: lines.length > auditPage ? items.at(-1)!.number : null });
  }),
  http.get('/api/audit/users', () =>
    HttpResponse.json({ items: [...new Set(world.audit.map(({ who }) => who))].filter(Boolean) }),
  ),
  http.post('/api/audit/export', async ({ request }) => {
    const { format, filter } = (await request.json()) as ExportAuditLog;
    const lines = passing(world, filter).map((line) => JSON.stringify(line));
    return HttpResponse.json({ text: `${format}\n${lines.join('\n')}`, next: null });
  }),
];

const auditPage = 50;

const passing = (world: World, { from, to, action, user }: Partial<AuditFilter>) =>
  world.audit.filter(
    (line) =>
      (!from || line.at >= from) &&
      (!to || line.at < to) &&
      (!action || line.action === action) &&
      (!user || line.who === user),
  );
