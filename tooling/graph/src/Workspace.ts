/** Repository files by path from its root, with `/`; what every check reads, real or planted in a test. */
export type Workspace = ReadonlyMap<string, string>

const textual = /\.(ts|tsx|mts|js|mjs|json|css|sql|md|html|yml|yaml|tf|sh|toml|lock)$|(^|\/)(Dockerfile|\.gitignore|\.[a-z]+rc)$/

const listed = async (root: string): Promise<ReadonlyArray<string>> => {
  const git = Bun.spawn(["git", "ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, stdout: "pipe", stderr: "ignore" })
  const names = (await new Response(git.stdout).text()).split("\0").filter((name) => name !== "")
  if ((await git.exited) === 0) return names
  return (await Array.fromAsync(new Bun.Glob("**/*").scan({ cwd: root, dot: true }))).filter(
    (name) => !/(^|\/)(node_modules|\.git|dist|\.beep)\//.test(name)
  )
}

/** Every text file git knows or would add; without git, every text file outside build folders. */
export const readWorkspace = async (root: string): Promise<Workspace> => {
  const names = (await listed(root)).filter((name) => textual.test(name)).sort()
  const files = await Promise.all(
    names.map(async (name): Promise<ReadonlyArray<readonly [string, string]>> => {
      const file = Bun.file(`${root}/${name}`)
      return (await file.exists()) ? [[name, await file.text()]] : []
    })
  )
  return new Map(files.flat())
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length
