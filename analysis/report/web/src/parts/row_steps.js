// Steps over rows of any length: each row's value holds from its from_s to its to_s. Their corners, to be joined by
// straight lines; without a value the line is broken. `values(row)` gives the fields of a corner, or null.
export const cornersOf = (rows, values) =>
  rows.flatMap((row) => {
    const at = values(row);
    return at === null
      ? [{ x: row.from_s, y: NaN, y1: NaN, y2: NaN }]
      : [
          { x: row.from_s, ...at },
          { x: row.to_s, ...at },
        ];
  });
