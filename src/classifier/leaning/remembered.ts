// Finding things out once.

/** Finds something for a name when it is first asked for. Names must be few: from fixed lists and the vocabulary. */
export function remembered<Name, Found extends object>(find: (name: Name) => Found): (name: Name) => Found {
  const known = new Map<Name, Found>();
  return (name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const found = find(name);
    known.set(name, found);
    return found;
  };
}
