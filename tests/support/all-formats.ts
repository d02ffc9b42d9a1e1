import type { FormatDefinition } from '../../src/domain/contracts/format.ts';

const modules = import.meta.glob<{ default: FormatDefinition }>('../../src/domain/formats/*.ts', { eager: true });

/** Every format of the app, as the engine's registry finds them. */
export const ALL_FORMATS: readonly FormatDefinition[] = Object.values(modules).map((module) => module.default);
export const FORMAT_FILES: readonly string[] = Object.keys(modules);
