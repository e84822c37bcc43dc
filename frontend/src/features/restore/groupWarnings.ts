export interface WarningGroup {
  /** What is behind all of its lines, and what to do; null for a line that stands alone. */
  cause: string | null;
  /** The schema that is to be restored before, when the server knows which. */
  schemaKey: string | null;
  /** Values and references that its lines count. */
  values: number;
  lines: string[];
}

/** A warning says what is lost and, behind its last colon, why. Those of one cause are one thing to do. */
export function groupWarnings(warnings: string[]): WarningGroup[] {
  const groups = new Map<string, string[]>();
  for (const warning of warnings) {
    const cause = causeOf(warning) ?? warning;
    groups.set(cause, [...(groups.get(cause) ?? []), warning]);
  }
  return [...groups].map(([cause, lines]) => ({
    cause: lines.length > 1 ? cause : null,
    schemaKey: /Its key is (\S+)\.$/.exec(cause)?.[1] ?? null,
    values: lines.reduce((sum, line) => sum + valuesOf(line), 0),
    lines,
  }));
}

function causeOf(warning: string): string | null {
  const at = warning.lastIndexOf(': ');
  return at < 0 ? null : warning.charAt(at + 2).toUpperCase() + warning.slice(at + 3);
}

/** "its 1,204 values", "31 references of": a number that a name holds is not one of these. */
const valuesOf = (line: string): number =>
  Number(/(?:^| its )(\d[\d,]*) (?:value|reference)s?\b/.exec(line)?.[1]?.replaceAll(',', '') ?? 0);
