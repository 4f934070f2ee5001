import type { Rule } from "../Rule.ts"

const members = new Map([
  ["Date.now", "Clock"],
  ["Math.random", "SecureRandom"],
  ["performance.now", "Clock"],
  ["crypto.randomUUID", "newId"],
  ["crypto.getRandomValues", "SecureRandom"]
])

const functions = new Map([
  ["setTimeout", "Effect.sleep"],
  ["setInterval", "Effect.repeat"],
  ["setImmediate", "Effect.yieldNow"]
])

/** Time, randomness and ids come from services, so that a test can hold them still. */
export const noAmbient: Rule = {
  meta: { messages: { ambient: "{{ what }} is not held by any test; use {{ instead }}" } },
  create: (context) => ({
    MemberExpression(node) {
      if (node.computed || node.object.type !== "Identifier" || node.property.type !== "Identifier") return
      const what = `${node.object.name}.${node.property.name}`
      const instead = members.get(what)
      if (instead !== undefined) context.report({ node, messageId: "ambient", data: { what, instead } })
    },
    CallExpression(node) {
      const { callee } = node
      const name =
        callee.type === "Identifier"
          ? callee.name
          : callee.type === "MemberExpression" &&
              callee.object.type === "Identifier" &&
              /^(globalThis|window|self)$/.test(callee.object.name) &&
              callee.property.type === "Identifier"
            ? callee.property.name
            : undefined
      const instead = functions.get(name ?? "")
      if (name !== undefined && instead !== undefined)
        context.report({ node, messageId: "ambient", data: { what: name, instead } })
      if (name === "Date") context.report({ node, messageId: "ambient", data: { what: "Date()", instead: "Clock" } })
    },
    NewExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
        context.report({ node, messageId: "ambient", data: { what: "new Date()", instead: "Clock" } })
      }
    }
  })
}
