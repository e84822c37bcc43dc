export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One line of `make bench`. The baseline is what ran beside it; null where nothing did. */
export function print(bench, value, unit, baseline) {
  const round = (number) =>
    number === null ? null : Number(number.toPrecision(4));
  console.log(
    JSON.stringify({
      bench,
      value: round(value),
      unit,
      baseline: round(baseline),
    }),
  );
}

/** What is worth knowing beside the figures goes to standard error. */
export const note = (text) => console.error(text);
