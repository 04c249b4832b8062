// What is found out about the rule at a position once, when it is first asked for.

/** Finds something out about each position once. */
export function onceEach<Found>(find: (position: number) => Found): (position: number) => Found {
  const found: (Found | undefined)[] = [];
  return (position) => {
    const known = found[position];
    if (known !== undefined) return known;
    const own = find(position);
    found[position] = own;
    return own;
  };
}
