import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import { useText } from '../text/useText';
import type { RunEnd } from './runEnds';

const icons = {
  succeeded: [SuccessIcon, 'var(--ds-icon-success)'],
  partial: [WarningIcon, 'var(--ds-icon-warning)'],
  failed: [ErrorIcon, 'var(--ds-icon-danger)'],
  stopped: [InformationIcon, 'var(--ds-icon-information)'],
} as const;

export function EndIcon({ end }: { end: RunEnd }) {
  const t = useText();
  const [Icon, color] = icons[end];
  return <Icon color={color} label={t(`run.state.${end}`)} />;
}
