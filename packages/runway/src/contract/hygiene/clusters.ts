/** The groups of two and more that pairs make, each in the order of `items`; `pairs` are places in it. */
export const clusters = <A>(
  items: ReadonlyArray<A>,
  pairs: Iterable<readonly [number, number]>
): ReadonlyArray<ReadonlyArray<A>> => {
  const parent = items.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] ?? root
    parent[at] = root
    return root
  }
  for (const [one, other] of pairs) parent[rootOf(other)] = rootOf(one)
  return [...Map.groupBy(items.keys(), rootOf).values()]
    .filter((places) => places.length > 1)
    .map((places) => places.flatMap((at) => items.slice(at, at + 1)))
}
