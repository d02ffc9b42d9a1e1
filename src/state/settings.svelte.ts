import * as v from 'valibot';
import type { Locale } from '../domain/contracts/text.ts';

const schema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  locale: v.fallback(v.picklist(['zh-CN', 'en']), 'zh-CN'),
  /** Which colour rising numbers wear; mainland readers expect red. */
  gain: v.fallback(v.picklist(['auto', 'red', 'green']), 'auto'),
  weekStart: v.fallback(v.picklist([1, 7]), 1),
  railOpen: v.fallback(v.boolean(), true),
  /** Guards that this browser lacks and the user goes on without. */
  acceptedGaps: v.fallback(v.array(v.string()), []),
  /** Minutes after which saved data locks by itself; 0 for never. */
  idleMinutes: v.fallback(v.picklist([0, 1, 5, 15, 30]), 5),
  hiddenMinutes: v.fallback(v.picklist([0, 1, 5, 15, 60]), 15),
  /** Whether data was saved here when the app was last open, so that a locked door is no welcome for a moment. */
  savedHere: v.fallback(v.boolean(), false),
  /** Whether the user has shown to hold the recovery key. */
  recoveryKeyKept: v.fallback(v.boolean(), true),
  /** The vault whose loss the user has been told. */
  lossSeen: v.fallback(v.string(), ''),
});
export type SettingsValues = v.InferOutput<typeof schema>;

const KEY = 'zhanggui.settings';

/** Where settings survive; `localStorage` in the app. */
export type SettingsStore = Pick<Storage, 'getItem' | 'setItem'>;

/** The user's choices about the look; kept on this device, never holding data. */
export class Settings {
  #values = $state.raw<SettingsValues>(v.parse(schema, {}));
  readonly #store: SettingsStore | null;

  constructor(store: SettingsStore | null, preferred: Locale) {
    this.#store = store;
    this.#values = v.parse(schema, { locale: preferred, ...readStored(store) });
  }

  get theme(): SettingsValues['theme'] {
    return this.#values.theme;
  }
  get locale(): Locale {
    return this.#values.locale;
  }
  get gain(): SettingsValues['gain'] {
    return this.#values.gain;
  }
  get weekStart(): SettingsValues['weekStart'] {
    return this.#values.weekStart;
  }
  get railOpen(): boolean {
    return this.#values.railOpen;
  }
  get acceptedGaps(): readonly string[] {
    return this.#values.acceptedGaps;
  }
  get idleMinutes(): SettingsValues['idleMinutes'] {
    return this.#values.idleMinutes;
  }
  get hiddenMinutes(): SettingsValues['hiddenMinutes'] {
    return this.#values.hiddenMinutes;
  }
  get savedHere(): boolean {
    return this.#values.savedHere;
  }
  get recoveryKeyKept(): boolean {
    return this.#values.recoveryKeyKept;
  }
  get lossSeen(): string {
    return this.#values.lossSeen;
  }
  /** The colour in force: `auto` follows the language's custom. */
  get gainColour(): 'red' | 'green' {
    if (this.gain !== 'auto') return this.gain;
    return this.locale === 'zh-CN' ? 'red' : 'green';
  }

  change(change: Partial<SettingsValues>): void {
    this.#values = { ...this.#values, ...change };
    try {
      this.#store?.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // Storage may be full or forbidden; the choice then holds for this visit only.
    }
  }
}

function readStored(store: SettingsStore | null): object {
  try {
    const read: unknown = JSON.parse(store?.getItem(KEY) ?? '{}');
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
