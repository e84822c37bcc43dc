import Button from '@atlaskit/button/new';
import { useFlags } from '@atlaskit/flag';
import { Inline } from '@atlaskit/primitives';
import { ApiFailure } from '@/api/ApiFailure';
import { useExportAuditLog } from '@/api/audit/exportAuditLog';
import type { AuditFilter, AuditFormat } from '@/api/client';
import { saveFile } from '@/ui/saveFile';
import { useText } from '@/ui/text/useText';

const formats: AuditFormat[] = ['csv', 'jsonl'];
// Without the mark at its start spreadsheets take a file for one of this computer's old character set.
const startOf = { csv: '\ufeff', jsonl: '' };

/** All lines that pass the filter as a file, those included that are not on the screen yet. */
export function ExportButtons({ filter }: { filter: AuditFilter }) {
  const t = useText();
  const { showFlag } = useFlags();
  const exporting = useExportAuditLog();
  const start = (format: AuditFormat) =>
    exporting.mutate(
      { format, filter },
      {
        onSuccess: (text) => saveFile(`audit-log.${format}`, startOf[format] + text),
        onError: (error) => {
          const { title, detail } = ApiFailure.of(error);
          showFlag({ appearance: 'error', title, description: detail });
        },
      },
    );
  return (
    <Inline space="space.100">
      {formats.map((format) => (
        <Button
          key={format}
          isLoading={exporting.isPending && exporting.variables.format === format}
          isDisabled={exporting.isPending}
          onClick={() => start(format)}
        >
          {t(`audit.export.${format}`)}
        </Button>
      ))}
    </Inline>
  );
}
