import { createContext } from 'svelte';
import type { SampleSummary } from './sample-summary.ts';
import type { Router } from './router.svelte.ts';

/** What the shell offers to pages besides the session. */
export type Shell = {
  readonly router: Router;
  /** The address of a page that keeps period and filters. */
  readonly linkTo: (path: string) => string;
  /** Opens the file chooser of the system and leads the chosen files into import. */
  readonly chooseFiles: () => void;
  readonly openPalette: () => void;
  /** The sample shop's totals, for the first seconds */
  readonly loadSampleSummary: () => Promise<SampleSummary>;
};

export const [useShell, provideShell] = createContext<Shell>();
