import { BaseSequencer, type TestSpecification } from "vitest/node"

/** These files begin first, in this order, before the others in vitest's own: a long one that began last would be waited for alone. */
export const longestFirst = (names: ReadonlyArray<string>): typeof BaseSequencer =>
  class extends BaseSequencer {
    override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
      const place = ({ moduleId }: TestSpecification) => {
        const at = names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
        return at === -1 ? names.length : at
      }
      return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
    }
  }
