/** How the lines of one delimited file become rows, in plain data that a worker can be sent. */
import type { Dialect } from './csv-dialect.ts'
import type { Layout } from './csv-layout.ts'
import { Profile, type ProfileData } from './csv-profile.ts'

export interface Grammar {
  readonly dialect: Dialect
  readonly layout: Layout
}

export interface GrammarData {
  readonly dialect: Dialect
  readonly layout: Omit<Layout, 'profile'> & { readonly profile: ProfileData }
}

export const grammarData = ({ dialect, layout }: Grammar): GrammarData => ({
  dialect,
  layout: { ...layout, profile: layout.profile.data },
})

export const grammarOf = ({ dialect, layout }: GrammarData): Grammar => ({
  dialect,
  layout: { ...layout, profile: new Profile(layout.profile) },
})
