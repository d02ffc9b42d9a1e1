/** The two languages of the app; zh-CN is the original. */
export type Locale = 'zh-CN' | 'en';

/** A text written where the thing it names is defined, in both languages. */
export type Text = Readonly<Record<Locale, string>>;
