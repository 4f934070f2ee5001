import type { Meta, StoryObj } from "@storybook/react-vite"
import { expect, userEvent, within } from "storybook/test"
import { CopyButton } from "./CopyButton.tsx"

const meta = { component: CopyButton } satisfies Meta<typeof CopyButton>
export default meta
type Story = StoryObj<typeof meta>

const args = { text: "3F7K 9Q2M", label: "Copy", copiedLabel: "Copied", failedLabel: "Select and copy it by hand" }

export const Ready: Story = { args }
export const SaysHowItEnded: Story = {
  args,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }))
    await expect(await canvas.findByText(/^(Copied|Select and copy it by hand)$/, { selector: "[role=status]" })).toBeVisible()
  }
}
