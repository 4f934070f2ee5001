import { describe, expect, it } from "vitest"
import { CompactRange } from "../../src/contract/merkle/CompactRange.ts"
import { leafHash } from "../../src/contract/merkle/hash.ts"
import { consistencyProof, inclusionProof, rootOf, verifyConsistency, verifyInclusion } from "../../src/contract/merkle/tree.ts"
import { sha256 } from "../../src/server/sha256.ts"

/**
 * Inputs, roots and proofs of the reference implementation of Certificate Transparency
 * (google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc, Apache-2.0); leaves count from 1 there.
 */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
]
const [n23, n45, n4567, n5] = [
  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
  "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
]
const leaf2 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
const leaf7 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

const leaves = inputs.map((hex) => leafHash(sha256, Uint8Array.fromHex(hex)))
const hexes = (proof: ReadonlyArray<Uint8Array> | undefined) => proof?.map((hash) => Buffer.from(hash).toString("hex"))

describe("RFC 6962 reference vectors", () => {
  it("reproduces every root, whole and incrementally", () => {
    const range = CompactRange.empty(sha256)
    roots.forEach((root, size) => {
      expect(hexes([rootOf(sha256, leaves.slice(0, size)), range.root()])).toEqual([root, root])
      const next = leaves[size]
      if (next !== undefined) range.append(next)
    })
  })

  it("reproduces the inclusion proofs", () => {
    expect(hexes(inclusionProof(sha256, leaves.slice(0, 1), 0))).toEqual([])
    expect(hexes(inclusionProof(sha256, leaves, 0))).toEqual([leaf2, n23, n4567])
    expect(hexes(inclusionProof(sha256, leaves, 5))).toEqual([n5, n45, roots[4]])
    expect(hexes(inclusionProof(sha256, leaves.slice(0, 3), 2))).toEqual([roots[2]])
    expect(hexes(inclusionProof(sha256, leaves.slice(0, 5), 1))).toEqual([roots[1], n23, n5])
    expect(inclusionProof(sha256, leaves, 8)).toBeUndefined()
  })

  it("reproduces the consistency proofs", () => {
    expect(hexes(consistencyProof(sha256, leaves.slice(0, 1), 1))).toEqual([])
    expect(hexes(consistencyProof(sha256, leaves, 1))).toEqual([leaf2, n23, n4567])
    expect(hexes(consistencyProof(sha256, leaves, 6))).toEqual([leaf7, n45, roots[4]])
    expect(hexes(consistencyProof(sha256, leaves.slice(0, 5), 2))).toEqual([n23, n5])
    expect(consistencyProof(sha256, leaves, 9)).toBeUndefined()
  })
})

const many = Array.from({ length: 70 }, (_, n) => leafHash(sha256, new Uint8Array([n])))
const flip = (hash: Uint8Array) => hash.map((byte, i) => (i === 7 ? byte ^ 1 : byte))

describe("proofs over all trees of up to 70 leaves", () => {
  it("verifies every inclusion proof, and none for another leaf, place, root or with a changed step", () => {
    for (let size = 1; size <= many.length; size += size < 18 ? 1 : 13) {
      const part = many.slice(0, size)
      const root = rootOf(sha256, part)
      part.forEach((leaf, index) => {
        const proof = inclusionProof(sha256, part, index) ?? []
        const claim = { leaf, index, size, root, proof }
        expect(verifyInclusion(sha256, claim)).toBe(true)
        const lies = [
          { ...claim, leaf: flip(leaf) },
          { ...claim, root: flip(root) },
          { ...claim, index: size },
          { ...claim, proof: [...proof, root] },
          ...(index + 1 < size ? [{ ...claim, index: index + 1 }] : []),
          ...proof.map((step, at) => ({ ...claim, proof: proof.with(at, flip(step)) })),
          ...proof.map((_, at) => ({ ...claim, proof: proof.toSpliced(at, 1) }))
        ]
        for (const lie of lies) expect(verifyInclusion(sha256, lie)).toBe(false)
      })
    }
  })

  it("verifies every consistency proof, and none for a tree that was rewritten", () => {
    for (let size = 1; size <= many.length; size += size < 18 ? 1 : 13) {
      const second = { size, root: rootOf(sha256, many.slice(0, size)) }
      for (let m = 1; m <= size; m++) {
        const first = { size: m, root: rootOf(sha256, many.slice(0, m)) }
        const proof = consistencyProof(sha256, many.slice(0, size), m) ?? []
        expect(verifyConsistency(sha256, first, second, proof)).toBe(true)
        const lies = [
          verifyConsistency(sha256, { ...first, root: flip(first.root) }, second, proof),
          verifyConsistency(sha256, first, { ...second, root: flip(second.root) }, proof),
          verifyConsistency(sha256, first, second, [...proof, first.root]),
          ...proof.map((step, at) => verifyConsistency(sha256, first, second, proof.with(at, flip(step)))),
          ...proof.map((_, at) => verifyConsistency(sha256, first, second, proof.toSpliced(at, 1)))
        ]
        for (const accepted of lies) expect(accepted).toBe(false)
      }
    }
  })

  it("goes on from the stored edge of a tree, and refuses an edge of another size", () => {
    const whole = CompactRange.empty(sha256)
    for (const [n, leaf] of many.entries()) {
      const resumed = CompactRange.restore(sha256, n, whole.hashes())
      expect(resumed?.root()).toEqual(rootOf(sha256, many.slice(0, n)))
      whole.append(leaf)
      resumed?.append(leaf)
      expect(resumed?.root()).toEqual(whole.root())
      expect(CompactRange.restore(sha256, n + 1, [])).toBeUndefined()
    }
  })
})
