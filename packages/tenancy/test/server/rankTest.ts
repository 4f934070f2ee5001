/**
 * Mann-Whitney: how many standard deviations the ranks of two samples lie apart, whatever
 * their distribution. Under 4 either way happens by chance alone in all but 6 of 100,000 runs.
 */
export const rankDistance = (first: ReadonlyArray<number>, second: ReadonlyArray<number>): number => {
  const [n1, n2] = [first.length, second.length]
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false }))
  ].toSorted((a, b) => a.value - b.value)
  let rankSum = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1
    // Equal values share the mean of their ranks.
    const rank = (from + 1 + to) / 2
    rankSum += rank * all.slice(from, to).filter(({ isFirst }) => isFirst).length
    from = to
  }
  const u = rankSum - (n1 * (n1 + 1)) / 2
  return (u - (n1 * n2) / 2) / Math.sqrt((n1 * n2 * (n1 + n2 + 1)) / 12)
}
