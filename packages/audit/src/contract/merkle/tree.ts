import { CompactRange } from "./CompactRange.ts"
import { nodeHash, sameHash } from "./hash.ts"
import type { Sha256 } from "./sha256.ts"

type Hashes = ReadonlyArray<Uint8Array>

/** The largest power of two below `size`; where RFC 6962 splits a tree. */
const splitOf = (size: number): number => {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

/** Root over leaf hashes; of no leaves, the hash of nothing. */
export const rootOf = (sha256: Sha256, leaves: Hashes): Uint8Array => {
  const range = CompactRange.empty(sha256)
  for (const leaf of leaves) range.append(leaf)
  return range.root()
}

/** RFC 6962 2.1.1 PATH(index, leaves); `undefined` when there is no such leaf. */
export const inclusionProof = (sha256: Sha256, leaves: Hashes, index: number): Hashes | undefined => {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) return undefined
  const path = (part: Hashes, at: number): Array<Uint8Array> => {
    if (part.length === 1) return []
    const k = splitOf(part.length)
    return at < k
      ? [...path(part.slice(0, k), at), rootOf(sha256, part.slice(k))]
      : [...path(part.slice(k), at - k), rootOf(sha256, part.slice(0, k))]
  }
  return path(leaves, index)
}

/** RFC 6962 2.1.2 PROOF(size, leaves): that the first `size` leaves are a prefix of all of them. */
export const consistencyProof = (sha256: Sha256, leaves: Hashes, size: number): Hashes | undefined => {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length) return undefined
  const subproof = (m: number, part: Hashes, whole: boolean): Array<Uint8Array> => {
    if (m === part.length) return whole ? [] : [rootOf(sha256, part)]
    const k = splitOf(part.length)
    return m <= k
      ? [...subproof(m, part.slice(0, k), whole), rootOf(sha256, part.slice(k))]
      : [...subproof(m - k, part.slice(k), false), rootOf(sha256, part.slice(0, k))]
  }
  return subproof(size, leaves, true)
}

/** RFC 9162 2.1.3.2: whether `leaf` stands at `index` of the tree of `size` leaves under `root`. */
export const verifyInclusion = (
  sha256: Sha256,
  claim: {
    readonly leaf: Uint8Array
    readonly index: number
    readonly size: number
    readonly root: Uint8Array
    readonly proof: Hashes
  }
): boolean => {
  if (!Number.isInteger(claim.index) || claim.index < 0 || claim.index >= claim.size) return false
  let fn = claim.index
  let sn = claim.size - 1
  let hash = claim.leaf
  for (const step of claim.proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, step, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2
        sn = Math.floor(sn / 2)
      }
    } else {
      hash = nodeHash(sha256, hash, step)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && sameHash(hash, claim.root)
}

interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** RFC 9162 2.1.4.2: whether the tree `first` is a prefix of the tree `second`. */
export const verifyConsistency = (sha256: Sha256, first: TreeHead, second: TreeHead, proof: Hashes): boolean => {
  if (first.size < 1 || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && sameHash(first.root, second.root)
  const isPower = Number.isInteger(Math.log2(first.size))
  const [start, ...rest] = isPower ? [first.root, ...proof] : proof
  if (start === undefined || proof.length === 0) return false
  let fn = first.size - 1
  let sn = second.size - 1
  while (fn % 2 === 1) {
    fn = (fn - 1) / 2
    sn = Math.floor(sn / 2)
  }
  let fr = start
  let sr = start
  for (const step of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr)
      sr = nodeHash(sha256, step, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2
        sn = Math.floor(sn / 2)
      }
    } else {
      sr = nodeHash(sha256, sr, step)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && sameHash(fr, first.root) && sameHash(sr, second.root)
}
