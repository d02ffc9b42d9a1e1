import { Options } from '@zxcvbn-ts/core';

const { warnings, suggestions } = new Options().translations;

/** Every key that the installed estimator can answer with. */
export const translationKeys = { warnings: Object.values(warnings), suggestions: Object.values(suggestions) };
