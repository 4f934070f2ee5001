import type { Meta, StoryObj } from "@storybook/react-vite"
import { Tab, TabNav } from "./TabNav.tsx"

const meta = { component: TabNav } satisfies Meta<typeof TabNav>
export default meta
type Story = StoryObj<typeof meta>

export const Two: Story = {
  args: {
    label: "Northlight Marketing",
    children: (
      <>
        <Tab>
          <a href="#digest" aria-current="page">
            Digest
          </a>
        </Tab>
        <Tab>
          <a href="#evidence">Evidence</a>
        </Tab>
      </>
    )
  }
}
