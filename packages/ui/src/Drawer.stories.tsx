import type { Meta, StoryObj } from "@storybook/react-vite"
import { useState } from "react"
import { expect, userEvent, waitFor, within } from "storybook/test"
import { Button } from "./Button.tsx"
import { Drawer, type DrawerProps } from "./Drawer.tsx"

const meta = { component: Drawer } satisfies Meta<typeof Drawer>
export default meta
type Story = StoryObj<typeof meta>

const args = {
  open: true,
  onClose: () => undefined,
  title: "Why 14 days?",
  description: "What the figure rests on",
  closeLabel: "Close",
  children: "days = (cash + receivables) \u00f7 used per day"
}
export const Open: Story = { args }
export const OneLevelDown: Story = {
  args: { ...args, title: "Invoice 1062", back: { label: "Back", onBack: () => undefined }, foot: "8 rows" }
}

const Opening = (given: DrawerProps) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Why?</Button>
      <Drawer {...given} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
export const EscapeGivesTheFocusBack: Story = {
  args,
  render: Opening,
  play: async ({ canvasElement }) => {
    const opener = within(canvasElement).getByRole("button", { name: "Why?" })
    await userEvent.click(opener)
    const drawer = await within(document.body).findByRole("dialog", { name: "Why 14 days?" })
    // As a sheet it keeps the focus however far one tabs.
    if (matchMedia("(max-width: 899px)").matches) {
      for (let stop = 0; stop < 6; stop++) {
        await userEvent.tab()
        await expect(drawer.contains(document.activeElement)).toBe(true)
      }
    }
    await userEvent.keyboard("{Escape}")
    await waitFor(() => expect(document.activeElement).toBe(opener))
    await expect(within(document.body).queryByRole("dialog")).toBeNull()
  }
}
