import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { dataCenterWorld } from '@/testing/dataCenterWorld';
import { renderApp } from '@/testing/renderApp';

const link = (name: string) => screen.queryByRole('link', { name });
const choose = async ({ user }: ReturnType<typeof renderApp>, label: string, option: string) => {
  await user.click(await screen.findByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: option }));
};

describe('the filters of the grid', () => {
  test.each([
    ['Instance', 'globex.atlassian.net', 'Globex machines', 'Machines', 'instance=globex.atlassian.net'],
    ['Instance type', 'DC/Server', 'Licences', 'Globex machines', 'location=dataCenter'],
    ['Instance type', 'Another Cloud', 'Globex machines', 'Licences', 'location=anotherCloud'],
    ['Status', 'Sync error', 'Security', 'Licences', 'status=syncError'],
  ])('by %s keep “%s” in the address', async (label, option, kept, left, query) => {
    const app = renderApp('/', dataCenterWorld());
    await choose(app, label, option);
    await waitFor(() => expect(link(left)).toBeNull());
    expect(link(kept)).toBeTruthy();
    expect(app.visited).toEqual([`/?${query}`]);
    await app.user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await waitFor(() => expect(link(left)).toBeTruthy());
    expect(app.visited).toEqual(['/']);
    expect(screen.queryByRole('button', { name: 'Clear filter' })).toBeNull();
  });

  test('are one choice each, together', async () => {
    const app = renderApp('/?location=dataCenter', dataCenterWorld());
    await choose(app, 'Instance', 'jira.initech.example/jira');
    await choose(app, 'Instance', 'globex.atlassian.net');
    expect(await screen.findByText('No schema fits the filter')).toBeTruthy();
    expect(app.visited).toEqual(['/?location=dataCenter&instance=globex.atlassian.net']);
  });

  test('survive a reload', async () => {
    renderApp('/?instance=jira.initech.example%2Fjira&hideDeleted=1', dataCenterWorld());
    expect(await screen.findByRole('link', { name: 'Licences' })).toBeTruthy();
    expect(link('Globex machines')).toBeNull();
  });

  test('survive a walk to a schema and home by the breadcrumbs, until they are cleared', async () => {
    const { user, visited } = renderApp('/?location=dataCenter', dataCenterWorld());
    await user.click(await screen.findByRole('link', { name: 'Licences' }));
    const home = async () => user.click((await screen.findAllByRole('link', { name: 'Home' })).at(-1)!);
    await screen.findByRole('heading', { name: 'Licences' });
    await home();
    expect(await screen.findByRole('button', { name: 'Clear filter' })).toBeTruthy();
    expect(visited.at(-1)).toBe('/?location=dataCenter');
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await user.click(await screen.findByRole('link', { name: 'Globex machines' }));
    await screen.findByRole('heading', { name: 'Globex machines' });
    await home();
    await screen.findByRole('link', { name: 'Licences' });
    expect(visited.at(-1)).toBe('/');
  });
});
