import { emptyRoot, nodeHash } from "./hash.ts"
import type { Sha256 } from "./sha256.ts"

/**
 * A tree of any size in at most 53 hashes: the roots of the perfect subtrees it
 * falls into, largest first (one per bit set in `size`). Appending n leaves costs
 * n - 1 node hashes in all, whatever was there before.
 */
export class CompactRange {
  private readonly edge: Array<Uint8Array>
  private leaves: number
  private readonly sha256: Sha256

  private constructor(sha256: Sha256, leaves: number, edge: Array<Uint8Array>) {
    this.sha256 = sha256
    this.leaves = leaves
    this.edge = edge
  }

  static empty(sha256: Sha256): CompactRange {
    return new CompactRange(sha256, 0, [])
  }

  /** `undefined` when the number of hashes does not fit the size. */
  static restore(sha256: Sha256, size: number, edge: ReadonlyArray<Uint8Array>): CompactRange | undefined {
    let expected = 0
    for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) expected += rest % 2
    return edge.length === expected ? new CompactRange(sha256, size, [...edge]) : undefined
  }

  get size(): number {
    return this.leaves
  }

  append(leaf: Uint8Array): void {
    let node = leaf
    for (let full = this.leaves; full % 2 === 1; full = (full - 1) / 2) {
      const left = this.edge.pop()
      if (left === undefined) break
      node = nodeHash(this.sha256, left, node)
    }
    this.edge.push(node)
    this.leaves += 1
  }

  hashes(): ReadonlyArray<Uint8Array> {
    return [...this.edge]
  }

  root(): Uint8Array {
    let root: Uint8Array | undefined
    for (let i = this.edge.length - 1; i >= 0; i--) {
      const left = this.edge[i]
      if (left !== undefined) root = root === undefined ? left : nodeHash(this.sha256, left, root)
    }
    return root ?? emptyRoot(this.sha256)
  }
}
