import { DATA_CLASS_TEXTS } from '../domain/contracts/data-class.ts';
import { ERRORS } from '../domain/contracts/error-texts.ts';
import { AppError, fillTemplate } from '../domain/contracts/errors.ts';
import type { Locale, Text } from '../domain/contracts/text.ts';
import { element } from './element.ts';
import { openFile, type Finding, type UnpackedPart } from './open-file.ts';
import { TEXTS } from './texts.ts';

type Say = (text: Text, params?: Readonly<Record<string, string | number>>) => string;

/** Draws the page into `root` in one language. Switching the language draws it anew. */
export function drawPage(root: HTMLElement, locale: Locale): void {
  const say: Say = (text, params = {}) => fillTemplate(text[locale], params);
  document.documentElement.lang = locale;
  document.title = say(TEXTS.title);
  const file = element('input', { type: 'file', id: 'file', accept: '.zgbackup' });
  const secret = element('input', { type: 'password', id: 'secret', autocomplete: 'off' });
  const status = element('p', { role: 'status' });
  const parts = element('ul', {});
  const button = element('button', { type: 'button' }, [say(TEXTS.check)]);
  // No form: a sandboxed page may not submit one, not even to itself.
  const fields = element('section', {}, [
    element('label', { for: 'file' }, [say(TEXTS.file)]),
    file,
    element('label', { for: 'secret' }, [say(TEXTS.secret)]),
    secret,
    element('small', {}, [say(TEXTS.secretHint)]),
    button,
  ]);
  const start = async () => {
    const [chosen] = file.files ?? [];
    if (button.disabled) return;
    button.disabled = true;
    parts.replaceChildren();
    if (chosen) await check({ blob: chosen, typed: secret.value }, { say, status, parts });
    else status.textContent = say(TEXTS.noFile);
    button.disabled = false;
  };
  button.addEventListener('click', () => void start());
  secret.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Enter' && !isComposing) void start();
  });
  const other = element('button', { type: 'button' }, [say(TEXTS.other)]);
  other.addEventListener('click', () => drawPage(root, locale === 'en' ? 'zh-CN' : 'en'));
  root.replaceChildren(
    other,
    element('h1', {}, [say(TEXTS.title)]),
    element('p', {}, [say(TEXTS.intro)]),
    fields,
    status,
    parts,
  );
  if (!('subtle' in crypto)) status.textContent = say(TEXTS.insecure);
}

type Places = { readonly say: Say; readonly status: HTMLElement; readonly parts: HTMLElement };

async function check({ blob, typed }: { blob: Blob; typed: string }, places: Places): Promise<void> {
  const { say, status } = places;
  status.textContent = say(TEXTS.working);
  try {
    const onBytes = (done: number, total: number) => {
      status.textContent = say(TEXTS.progress, { percent: Math.floor((done / Math.max(total, 1)) * 100) });
    };
    tell(await openFile(blob, typed, onBytes), places);
  } catch (thrown) {
    status.textContent = explain(thrown, say);
  }
}

function tell(finding: Finding, { say, status, parts }: Places): void {
  const { createdAt, app } = finding.depth === 'whole' ? finding.about : finding;
  const made = say(TEXTS.made, { time: createdAt, app });
  status.textContent = `${say(finding.depth === 'whole' ? TEXTS.whole : TEXTS.read)} ${made}`;
  if (finding.depth === 'whole') return;
  parts.replaceChildren(...finding.parts.map((part) => element('li', {}, row(part, { say, status }))));
  parts.append(element('li', {}, [say(TEXTS.unpackedWarning)]));
}

function row(part: UnpackedPart, { say, status }: Pick<Places, 'say' | 'status'>): (Node | string)[] {
  const name = part.name;
  const dataClass = say(DATA_CLASS_TEXTS[part.class]);
  const { unpack } = part;
  if (unpack === null) return [say(TEXTS.notHeld, { name, class: dataClass })];
  const button = element('button', { type: 'button' }, [say(TEXTS.save, { name })]);
  button.addEventListener('click', () => {
    unpack().then(
      (blob) => save(blob, name),
      (thrown: unknown) => (status.textContent = explain(thrown, say)),
    );
  });
  return [button, ` ${say(TEXTS.part, { class: dataClass, size: part.size })}`];
}

/** Names in a backup are safe as file names. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const isExpected = (thrown: unknown): thrown is AppError => thrown instanceof AppError;

/** An error in words, and what to do about it. */
function explain(thrown: unknown, say: Say): string {
  if (!isExpected(thrown)) return say(TEXTS.bug, { message: String(thrown) });
  const { text, hint } = ERRORS[thrown.code];
  return [say(text, thrown.params), say(hint, thrown.params)].join(' · ');
}
