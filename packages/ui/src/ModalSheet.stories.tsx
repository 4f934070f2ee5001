import type { Meta, StoryObj } from "@storybook/react-vite"
import { useState } from "react"
import { expect, userEvent, within } from "storybook/test"
import { Button } from "./Button.tsx"
import { ModalSheet } from "./ModalSheet.tsx"

const meta = { component: ModalSheet } satisfies Meta<typeof ModalSheet>
export default meta
type Story = StoryObj<typeof meta>

const args = { open: true, onClose: () => undefined, title: "Keyboard", closeLabel: "Close", children: "Next client" }

export const Open: Story = { args }
export const GivesTheFocusBack: Story = {
  args: { ...args, open: false },
  render: (given) => {
    const [open, setOpen] = useState(given.open)
    return (
      <>
        <Button onClick={() => setOpen(true)}>Show keys</Button>
        <ModalSheet {...given} open={open} onClose={() => setOpen(false)} />
      </>
    )
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const opener = canvas.getByRole("button", { name: "Show keys" })
    await userEvent.click(opener)
    const close = await canvas.findByRole("button", { name: "Close" })
    await expect(canvas.getByRole("dialog").contains(document.activeElement)).toBe(true)
    await userEvent.click(close)
    await expect(canvas.queryByRole("dialog")).toBeNull()
    await expect(document.activeElement).toBe(opener)
  }
}
