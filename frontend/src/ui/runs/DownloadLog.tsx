import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { ApiFailure } from '@/api/ApiFailure';
import type { RunView } from '@/api/client';
import { useDownloadRunLog } from '@/api/runs/downloadRunLog';
import { saveFile } from '../saveFile';
import { useText } from '../text/useText';

/** All of a run's log as a file, those lines included that are not on the screen. */
export function DownloadLog({ run }: { run: RunView }) {
  const t = useText();
  const { showFlag } = useFlags();
  const download = useDownloadRunLog();
  const start = () =>
    download.mutate(run.id, {
      onSuccess: (text) => saveFile(`${run.kind}-${run.id.replaceAll('-', '').slice(0, 8)}.log.txt`, text),
      onError: (error) => {
        const { title, detail } = ApiFailure.of(error);
        showFlag({ appearance: 'error', title, description: detail });
      },
    });
  return (
    <Button spacing="compact" isLoading={download.isPending} onClick={start}>
      {t('log.download')}
    </Button>
  );
}
