/** What a tab shows: its pages, or what stands in their place; `busy` while it is on its way to one of these. */
export type TabScreen = 'open' | 'locked' | 'elsewhere' | 'failed' | 'busy';

/**
 * What came of an act. `told` is `done`, or why not: the code of the failure, or the screen that came up instead.
 * `from` and `to` are when it was asked for and when the page was told, milliseconds since 1970.
 */
export type ActOutcome = { readonly from: number; readonly to: number; readonly told: string };

/** Acts of a person in one tab, each a single step for the driver, as the tab may change under its hands at any time. */
export type TabActs = {
  screen(): TabScreen;
  import(file: { name: string; text: string }): Promise<ActOutcome>;
  /** Undoes one of the imports that the page lists; `name` is null when it lists none. */
  undo(pick: number): Promise<ActOutcome & { name: string | null }>;
  /** Names of all imported files, by their numbers. */
  read(): Promise<ActOutcome & { names: string[] }>;
  /** Opens the data by the recovery key and keeps the passphrase, or sets another one. */
  unlock(recoveryKey: string, passphrase: string | null): Promise<ActOutcome & { isReset: boolean }>;
  /** `granted`: when the browser gave this tab the lock. */
  takeOver(): Promise<ActOutcome & { granted: number | null }>;
  /** Locks by hand; the page is then loaded anew. */
  lock(): void;
};

declare global {
  interface Window {
    acts?: TabActs;
  }
}

/** Runs in every page before it starts; must not use anything from outside itself. */
export function installActs(): void {
  const SCREENS: Readonly<Record<string, TabScreen>> = {
    数据已锁定: 'locked',
    另一个标签页正在使用这份数据: 'elsewhere',
    另一个标签页已接手: 'elsewhere',
    保存的数据没有打开: 'failed',
    保存的数据不见了: 'failed',
    正在锁定: 'busy',
    正在打开本机保存的数据: 'busy',
  };
  /** A file of which not every row is there is called half. */
  const FILES = `SELECT file_name || CASE rows_kept WHEN (SELECT count(*) FROM order_versions o
    WHERE o.src_file_id = f.src_file_id) THEN '' ELSE ' (half)' END AS name FROM source_file f ORDER BY import_number`;
  let granted: number | null = null;

  const now = () => performance.timeOrigin + performance.now();
  const textOf = (element: Element | null | undefined) => element?.textContent.trim() ?? '';
  const screen = (): TabScreen =>
    SCREENS[textOf(document.querySelector('h1'))] ?? (document.querySelector('nav') ? 'open' : 'busy');
  const hasMovedFrom = (before: TabScreen) => screen() !== before && screen() !== 'busy';
  const buttonNamed = (name: string) =>
    [...document.querySelectorAll('button')].find(
      (button) => !button.disabled && (button.getAttribute('aria-label') ?? textOf(button)) === name,
    );
  const fieldNamed = (name: string) =>
    [...document.querySelectorAll('label')].find((label) => textOf(label) === name)?.control;

  /** What `find` finds, as soon as the page shows it. */
  function appearing<T>(find: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        watching.disconnect();
        resolve(found);
      };
      const watching = new MutationObserver(look);
      watching.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  }
  const codeOf = (thrown: unknown) =>
    thrown instanceof Error ? String(Reflect.get(thrown, 'code') ?? thrown.message) : String(thrown);
  async function timed(act: () => Promise<string>): Promise<ActOutcome> {
    const from = now();
    const told = await act().catch(codeOf);
    return { from, to: now(), told };
  }
  /** Presses, and waits until the page says `done` or stands in another screen. */
  function press(button: HTMLElement | undefined, isDone: () => boolean, meanwhile: TabScreen): Promise<ActOutcome> {
    return timed(async () => {
      if (!button) return 'gone';
      button.click();
      return appearing(() => (isDone() ? 'done' : hasMovedFrom(meanwhile) && screen()));
    });
  }
  function fill(name: string, value: string): boolean {
    const field = fieldNamed(name);
    if (!(field instanceof HTMLInputElement)) return false;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  }

  /** Of one that was undone just now the list may still know, and its notice is still there. */
  const isUndone = (name: string) => document.body.innerText.includes(`已撤销“${name}”的导入`);
  const importsListed = () =>
    [...document.querySelectorAll('button')].flatMap((button) => {
      const name = textOf(button.closest('details')?.querySelector('summary span'));
      return textOf(button) === '撤销本次导入' && name !== '' && !isUndone(name) ? [{ button, name }] : [];
    });

  async function undo(pick: number) {
    const known = await read();
    if (known.names.length === 0) return { ...known, name: null };
    const listed = await appearing(() =>
      document.querySelector('details') ? importsListed() : hasMovedFrom('open') && [],
    );
    const { button, name } = listed[pick % Math.max(1, listed.length)] ?? { button: undefined, name: null };
    return { ...(await press(button, () => name !== null && isUndone(name), 'open')), name };
  }

  async function resetPassphrase(passphrase: string): Promise<boolean> {
    const isHere = () => fieldNamed('新口令') !== undefined;
    const leaves = () => !isHere() && 'left';
    if (!fill('新口令', passphrase) || !fill('再输一次', passphrase)) return false;
    const ready = await appearing(() => buttonNamed('换成新口令') ?? leaves());
    if (ready === 'left') return false;
    const { told } = await press(ready, () => document.body.innerText.includes('口令已更换'), 'open');
    return told === 'done';
  }

  async function unlock(recoveryKey: string, passphrase: string | null) {
    buttonNamed('用恢复密钥')?.click();
    await appearing(() => fieldNamed('恢复密钥') ?? hasMovedFrom('locked'));
    fill('恢复密钥', recoveryKey);
    const ready = await appearing(() => buttonNamed('解锁') ?? hasMovedFrom('locked'));
    const isOpen = () => buttonNamed('保留原来的口令') !== undefined;
    const pressed = ready instanceof HTMLElement ? ready : undefined;
    // The pages come first, the question for another passphrase after them.
    const opened = await press(
      pressed,
      () => screen() === 'open' || document.querySelector('[role=alert]') !== null,
      'locked',
    );
    const asked = await appearing(() => (isOpen() ? 'open' : hasMovedFrom('open') && screen()));
    const outcome = { ...opened, to: now(), told: asked === 'open' ? 'done' : asked };
    if (asked !== 'open') return { ...outcome, isReset: false };
    const isReset = passphrase !== null && (await resetPassphrase(passphrase));
    buttonNamed('保留原来的口令')?.click();
    return { ...outcome, isReset };
  }

  async function takeOver() {
    const button = buttonNamed('在这里接手');
    granted = null;
    const isFree = () => screen() === 'elsewhere' && granted !== null && buttonNamed('在这里接手') !== undefined;
    const outcome = await timed(async () => {
      if (!button) return 'gone';
      button.click();
      // Another tab may take it at the same moment.
      const come = await appearing(
        () => (screen() === 'locked' && 'done') || (screen() === 'failed' && 'failed') || (isFree() && 'overtaken'),
      );
      return come;
    });
    return { ...outcome, granted };
  }

  async function read() {
    let names: string[] = [];
    const outcome = await timed(async () => {
      const answer = await window.zhanggui?.sql(FILES);
      names = answer?.rows.map(({ name }) => String(name)) ?? ['no answer'];
      return 'done';
    });
    return { ...outcome, names };
  }

  const request: unknown = Reflect.get(LockManager.prototype, 'request');
  Reflect.set(LockManager.prototype, 'request', function (this: LockManager, ...given: unknown[]): unknown {
    const [, options, work] = given;
    if (typeof work === 'function' && Reflect.get(Object(options), 'steal') === true)
      given[2] = (lock: unknown): unknown => {
        granted = now();
        return Reflect.apply(work, undefined, [lock]);
      };
    return typeof request === 'function' ? Reflect.apply(request, this, given) : undefined;
  });

  window.acts = {
    screen,
    read,
    undo,
    unlock,
    takeOver,
    import: ({ name, text }) =>
      timed(async () => {
        const [report] = (await window.zhanggui?.importFiles([new File([text], name)])) ?? [];
        return report?.status === 'imported' ? 'done' : `${report?.status}: ${JSON.stringify(report?.error)}`;
      }),
    lock: () => buttonNamed('立即锁定')?.click(),
  };
}
