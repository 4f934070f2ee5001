import type { Meta, StoryObj } from "@storybook/react-vite"
import { List } from "lucide-react"
import { BrandMark, Rail, RailAccount, RailCount, RailItem, RailText } from "./Rail.tsx"
import { ThemeToggle } from "./ThemeToggle.tsx"

const meta = { component: Rail } satisfies Meta<typeof Rail>
export default meta
type Story = StoryObj<typeof meta>

export const Default: Story = {
  args: {
    label: "Main",
    brand: "Beep",
    children: (
      <RailItem>
        <a href="#clients" aria-current="page">
          <List aria-hidden="true" />
          <RailText>Clients</RailText>
          <RailCount>50</RailCount>
        </a>
      </RailItem>
    ),
    foot: (
      <>
        <ThemeToggle toDark="Dark theme" toLight="Light theme" />
        <RailAccount initials="DK" name="Dana Kim" place="Alder & Finch Advisory" />
      </>
    )
  }
}
export const BrandAlone: Story = { args: Default.args, render: () => <BrandMark /> }
