import type { QueryClient } from '@tanstack/react-query';
import type { ChangeSet, PlanView, RunView, ScheduleView, SchemaView, SnapshotView } from '../client';
import { connectionQuery } from '../connection/getConnection';
import { planQuery } from '../plans/getPlan';
import { retentionQuery } from '../retention/getRetention';
import { runQuery } from '../runs/getRun';
import { runLogQuery } from '../runs/getRunLog';
import { runsQuery } from '../runs/listRuns';
import { isActive } from '../runs/runStates';
import { schemaQuery } from '../schemas/getSchema';
import { schemasQuery } from '../schemas/listSchemas';
import { sessionQuery } from '../session/getSession';
import { snapshotQuery } from '../snapshots/getSnapshot';
import { snapshotsQuery } from '../snapshots/listSnapshots';
import { targetsQuery } from '../targets/listTargets';

/** Puts what changed on the server into the cache; lists that nobody has opened are left alone. */
export function applyChanges(client: QueryClient, changes: ChangeSet): void {
  patchSchemas(client, changes.schemas);
  patchSnapshots(client, changes.snapshots);
  patchPlans(client, changes.plans);
  patchRuns(client, changes.runs);
}

export function patchRuns(client: QueryClient, runs: RunView[]): void {
  for (const run of runs) {
    client.setQueryData(runQuery(run.id).queryKey, run);
    const lists = run.schemaId ? [runsQuery(), runsQuery(run.schemaId)] : [runsQuery()];
    for (const { queryKey } of lists)
      client.setQueryData(queryKey, (list) => list && { items: withNewest(list.items, run) });
    showOnSchema(client, run);
    // The last lines are written with the end.
    if (!isActive(run)) void client.invalidateQueries(runLogQuery(run.id));
    // Jira may have refused the token.
    if (run.state === 'paused') rereadConnections(client);
    if (run.kind === 'sync' && !isActive(run)) {
      void client.invalidateQueries(sessionQuery());
      rereadConnections(client);
      void client.invalidateQueries({ queryKey: ['schemas'] });
    }
  }
}

/** How the tokens stand is shown with the site's own connection and with the target instances. */
function rereadConnections(client: QueryClient): void {
  void client.invalidateQueries(connectionQuery());
  void client.invalidateQueries(targetsQuery());
}

function patchSchemas(client: QueryClient, schemas: SchemaView[]): void {
  for (const schema of schemas) {
    client.setQueryData(schemaQuery(schema.id).queryKey, schema);
    client.setQueryData(
      schemasQuery().queryKey,
      (list) => list && { items: replaced(list.items, schema) ?? [...list.items, schema] },
    );
  }
}

function patchSnapshots(client: QueryClient, snapshots: SnapshotView[]): void {
  for (const snapshot of snapshots) {
    client.setQueryData(snapshotQuery(snapshot.id).queryKey, snapshot);
    client.setQueryData(
      snapshotsQuery(snapshot.schemaId).queryKey,
      (list) => list && { items: withNewest(list.items, snapshot) },
    );
    // What rules would delete hangs on what there is.
    void client.invalidateQueries(retentionQuery(snapshot.schemaId));
  }
}

/** A plan does not say whose schema it belongs to, so a list that does not hold it yet is read again. */
function patchPlans(client: QueryClient, plans: PlanView[]): void {
  for (const plan of plans) client.setQueryData(planQuery(plan.id).queryKey, plan);
  if (plans.length > 0) void client.invalidateQueries({ queryKey: ['plans', 'list'] });
}

/** A run's progress does not change its schema's row on the server, but it does in the grid. */
function showOnSchema(client: QueryClient, run: RunView): void {
  if (!run.schemaId || (run.kind !== 'backup' && run.kind !== 'verify')) return;
  const show = (schema: SchemaView): SchemaView => {
    if (isActive(run)) return { ...schema, activeRun: run };
    const activeRun = schema.activeRun?.id === run.id ? null : schema.activeRun;
    const isNewest = run.createdAt >= (schema.lastBackup?.createdAt ?? '');
    return { ...schema, activeRun, lastBackup: run.kind === 'backup' && isNewest ? run : schema.lastBackup };
  };
  changeSchema(client, run.schemaId, show);
}

export function patchSchedule(client: QueryClient, schemaId: string, schedule: ScheduleView): void {
  changeSchema(client, schemaId, (schema) => ({ ...schema, schedule }));
}

function changeSchema(client: QueryClient, id: string, change: (schema: SchemaView) => SchemaView): void {
  client.setQueryData(schemaQuery(id).queryKey, (schema) => schema && change(schema));
  client.setQueryData(
    schemasQuery().queryKey,
    (list) => list && { items: list.items.map((schema) => (schema.id === id ? change(schema) : schema)) },
  );
}

type WithId = { id: string };

const replaced = <T extends WithId>(items: T[], item: T): T[] | null =>
  items.some(({ id }) => id === item.id) ? items.map((known) => (known.id === item.id ? item : known)) : null;

const withNewest = <T extends WithId>(items: T[], item: T): T[] => replaced(items, item) ?? [item, ...items];
