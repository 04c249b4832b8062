// Whether a value looks like one that Slack publishes the shape of: known keys only, of the right type. Blocks are left
// out: the shapes know only the kinds that happened to be recorded, and the simulator checks them by itself.

/** One line for each place where a value departs from a shape; an empty object as shape takes anything. */
export function departures(value: unknown, shape: unknown, path = ''): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path}: expected a list`];
    return shape.length === 0
      ? []
      : value.flatMap((each, at) => departures(each, shape[0], `${path}[${at}]`));
  }
  if (typeof shape === 'object' && shape !== null) {
    if (typeof value !== 'object' || Array.isArray(value)) return [`${path}: expected an object`];
    if (Object.keys(shape).length === 0) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'blocks'
        ? []
        : key in shape
          ? departures(inner, (shape as Readonly<Record<string, unknown>>)[key], `${path}.${key}`)
          : [`${path}.${key}: is not among what Slack sends`],
    );
  }
  return typeof value === typeof shape ? [] : [`${path}: is a ${typeof value}, expected a ${typeof shape}`];
}
