import { act, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Time } from './Time';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const show = () =>
  render(
    <IntlProvider locale="en-GB" timeZone="Europe/Berlin">
      <Time at={new Date().toISOString()} />
    </IntlProvider>,
  );

test.each([
  [40, 'now'],
  [66, '1 minute ago'],
  [98, '2 minutes ago'],
])('after %i seconds on the open page it says %s', (seconds, words) => {
  show();
  act(() => void vi.advanceTimersByTime(seconds * 1000));
  expect(screen.getByText(words)).toBeTruthy();
});

test('the exact time with its zone is shown on hover, and the keyboard reaches it', () => {
  vi.setSystemTime('2026-11-25T19:00:00Z');
  show();
  const time = screen.getByText('now');
  expect(time.tabIndex).toBe(0);
  fireEvent.mouseOver(time);
  act(() => void vi.advanceTimersByTime(1000));
  expect(screen.getByRole('tooltip').textContent).toBe('25 November 2026 at 20:00:00 CET');
});
