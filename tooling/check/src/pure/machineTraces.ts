import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

const before = String.raw`(?:^|["'\`\s=(:,])`

const traces: ReadonlyArray<{ readonly what: string; readonly pattern: RegExp }> = [
  {
    what: "a folder of one machine",
    pattern: new RegExp(`${before}/(?:work|opt/bunbin|root|home/[a-z][\\w-]*|Users/\\w+|tmp/bash_jobs)/`)
  },
  { what: "a folder of one machine", pattern: /\b[A-Z]:\\Users\\/ },
  {
    what: "the host of a package registry",
    pattern: /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\.(?:org|com)\b|\bnpm\.pkg\.github\.com\b/
  },
  { what: "the host of a package proxy", pattern: /https?:\/\/[\w.-]*(?:artifactory|nexus|verdaccio|npm-proxy)[\w.-]*/i }
]

/** Nothing in the tree knows the machine it was written on. */
export const checkMachineTraces = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace].flatMap(([file, text]) =>
    /(^|\/)fixtures\//.test(file)
      ? []
      : text
          .split("\n")
          .flatMap((line, at) =>
            traces
              .filter((trace) => trace.pattern.test(line))
              .map((trace): Finding => ({ file, line: at + 1, rule: "machine", message: `names ${trace.what}` }))
          )
  )
