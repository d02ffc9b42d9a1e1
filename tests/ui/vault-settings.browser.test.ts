import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { canUsePasskeys } from '../../src/app/vault/passkey.ts';
import { FakeVault, LOCKED, MARK, MEMORY, OPEN, RECOVERY_KEY } from '../support/fake-vault.ts';
import { complaints, openShop, smallTargets } from './open-shop.ts';

let vault: FakeVault;
beforeEach(async () => {
  await page.viewport(1440, 900);
  vault = new FakeVault(OPEN);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const field = (name: string) => page.getByLabelText(name, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
const main = () => page.getByRole('main');
const askedOf = (verb: string) => vault.asked.filter(([one]) => one === verb).map(([, ...args]) => args);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('the card of saved data', () => {
  it('says where it is, whether it stays, since when, and how old the backup is', async () => {
    vault.become({ ...OPEN, persisted: false, mark: { ...MARK, backedUpAt: daysAgo(31) } });
    await openShop(vault, '#/settings', { orders: true });
    await expect.element(main().getByText('浏览器私有文件（直接读写）')).toBeVisible();
    await expect.element(main().getByText('空间紧张时可能会；请常备份')).toBeVisible();
    await expect.element(main().getByText('2024/05/01 16:00')).toBeVisible();
    await expect.element(main().getByText('31 天前备份')).toBeVisible();
    await expect.element(page.getByRole('navigation').getByText('31 天前备份')).toBeVisible();
    expect(await complaints()).toEqual([]);
  });

  it('leaves the navigation alone while the backup is young', async () => {
    vault.become({ ...OPEN, mark: { ...MARK, backedUpAt: daysAgo(3) } });
    await openShop(vault, '#/settings');
    await expect.element(main().getByText('3 天前备份')).toBeVisible();
    expect(page.getByRole('navigation').getByText('3 天前备份').elements()).toEqual([]);
  });

  it('writes a backup to a file', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    await openShop(vault, '#/settings');
    await expect.element(button('备份')).toBeVisible();
    button('备份')
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await expect.element(page.getByText('备份已写好：样例.zgbackup')).toBeVisible();
    expect(saved).toEqual(['样例.zgbackup']);
  });

  it('says why no backup came', async () => {
    vault.failures.set('backUp', new AppError('VAULT_READ_FAILED', {}));
    await openShop(vault, '#/settings');
    await button('备份').click();
    await expect.element(page.getByText('备份没有写成')).toBeVisible();
  });

  it('checks a backup and refuses a damaged one in words', async () => {
    await openShop(vault, '#/settings');
    await button('检查备份').click();
    const sheet = dialog('检查备份');
    await userEvent.upload(sheet.getByLabelText('选择备份文件'), new File(['x'], '五月.zgbackup'));
    await expect.element(sheet.getByText(/文件完整.*写于 2024\/05\/02 16:00，版本 1\.0\.0，内容 2 MB/)).toBeVisible();
    expect(await complaints()).toEqual([]);
    vault.failures.set('checkBackup', new AppError('BACKUP_DAMAGED', {}));
    await userEvent.upload(sheet.getByLabelText('五月.zgbackup'), new File(['x'], '坏的.zgbackup'));
    await expect.element(sheet.getByRole('alert')).toHaveTextContent('备份文件的内容被改动或损坏');
    expect(sheet.getByText('文件完整').elements()).toEqual([]);
  });

  it('offers a backup of the present data before it is replaced; a wrong secret replaces nothing', async () => {
    vault.failures.set('restore', new AppError('WRONG_PASSPHRASE', {}));
    await openShop(vault, '#/settings');
    await button('从备份恢复').click();
    const sheet = dialog('从备份恢复');
    await expect.element(sheet.getByRole('button', { name: '请先选文件' })).toBeDisabled();
    await userEvent.upload(sheet.getByLabelText('选择备份文件'), new File(['x'], '旧.zgbackup'));
    await expect.element(sheet.getByRole('button', { name: '先备份现在的' })).toBeVisible();
    await userEvent.type(field('备份的口令'), 'wrong');
    await userEvent.type(field('确认请输入“替换”'), '替换');
    await sheet.getByRole('button', { name: '恢复', exact: true }).click();
    await expect.element(sheet.getByRole('alert')).toHaveTextContent('口令不对');
    expect(await complaints()).toEqual([]);
  });

  it('says plainly where nothing can be kept, and offers nothing false', async () => {
    vault.become({ ...MEMORY, storage: null });
    await openShop(vault, '#/settings');
    await expect.element(main().getByText(/这个窗口没有可长期保存的地方/)).toBeVisible();
    expect(button('从备份恢复').elements()).toEqual([]);
    expect(main().getByText('锁与口令').elements()).toEqual([]);
  });
});

describe('the card of the lock', () => {
  it('changes when it locks by itself', async () => {
    const session = await openShop(vault, '#/settings');
    await page.getByRole('group', { name: '没有操作多久后锁定' }).getByText('15 分钟').click();
    await page.getByRole('group', { name: '页面看不见多久后锁定' }).getByText('不锁').click();
    expect([session.settings.idleMinutes, session.settings.hiddenMinutes]).toEqual([15, 0]);
  });

  it('changes the passphrase; a wrong one changes nothing', async () => {
    vault.failures.set('changePassphrase', new AppError('WRONG_PASSPHRASE', {}));
    await openShop(vault, '#/settings');
    await button('更换口令').click();
    const sheet = dialog('更换口令');
    await expect.element(field('现在的口令')).toHaveFocus();
    await userEvent.keyboard('old');
    await userEvent.type(field('新口令'), 'four unrelated words');
    await userEvent.type(field('再输一次'), 'four unrelated words');
    await sheet.getByRole('button', { name: '换成新口令' }).click();
    await expect.element(sheet.getByRole('alert')).toHaveTextContent('口令不对');
    expect(await complaints()).toEqual([]);
    vault.failures.clear();
    await sheet.getByRole('button', { name: '换成新口令' }).click();
    await expect.element(page.getByText('口令已更换')).toBeVisible();
    expect(askedOf('changePassphrase').at(-1)).toEqual(['old', 'four unrelated words']);
  });

  it('makes a new recovery key after saying that the old one ends', async () => {
    await openShop(vault, '#/settings');
    await button('换一份恢复密钥').click();
    await expect.element(main().getByText(/之前打印的那一份会作废/)).toBeVisible();
    expect(askedOf('renewRecoveryKey')).toEqual([]);
    await button('换新的').click();
    await expect.element(dialog('恢复密钥').getByText(RECOVERY_KEY.slice(0, 4), { exact: true })).toBeVisible();
  });

  it('fits a phone and a thumb, in both languages', async () => {
    await page.viewport(390, 844);
    const { settings } = await openShop(vault, '#/settings', { orders: true });
    for (const locale of ['zh-CN', 'en'] as const) {
      settings.change({ locale });
      await expect.element(page.getByText(locale === 'en' ? 'Lock and passphrase' : '锁与口令')).toBeVisible();
      expect(smallTargets()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
      expect(await complaints()).toEqual([]);
    }
  });
});

describe('passkeys', () => {
  const key = { credentialId: new Uint8Array([1, 2, 0xab]), salt: new Uint8Array(32) };

  it('are listed and removed', async () => {
    vault.become({ ...OPEN, ways: { passkeys: [key] } });
    await openShop(vault, '#/settings');
    await expect.element(main().getByText('通行密钥 1（0102ab）')).toBeVisible();
    await button('移除通行密钥 1').click();
    expect(askedOf('removePasskey')).toEqual([[key.credentialId]]);
  });

  it('are not offered where the browser knows none', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    Reflect.deleteProperty(window, 'PublicKeyCredential');
    expect(canUsePasskeys()).toBe(false);
    vault.become({ ...LOCKED, ways: { passkeys: [key] } });
    await openShop(vault, '#/');
    await expect.element(field('口令')).toBeVisible();
    expect(button('用通行密钥').elements()).toEqual([]);
  });

  describe('of a virtual authenticator', () => {
    let authenticator = '';
    const session = () =>
      cdp() as unknown as { send(verb: string, params?: object): Promise<{ authenticatorId: string }> };
    async function plugIn(hasPrf: boolean): Promise<void> {
      await session().send('WebAuthn.enable');
      const options = {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        hasPrf,
      };
      ({ authenticatorId: authenticator } = await session().send('WebAuthn.addVirtualAuthenticator', { options }));
    }
    afterEach(async () => {
      await session().send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: authenticator });
      await session().send('WebAuthn.disable');
    });

    it('give the same 32 bytes when added and when asked again', async () => {
      await plugIn(true);
      await openShop(vault, '#/settings');
      await button('添加通行密钥').click();
      await expect.poll(() => askedOf('addPasskey')).toHaveLength(1);
      const [added] = askedOf('addPasskey')[0] as [
        { credentialId: Uint8Array<ArrayBuffer>; prfSalt: Uint8Array<ArrayBuffer>; prf: Uint8Array },
      ];
      expect(added.prf).toHaveLength(32);
      expect(added.prf.some((byte) => byte !== 0)).toBe(true);
      vault.become({ ...LOCKED, ways: { passkeys: [key, { credentialId: added.credentialId, salt: added.prfSalt }] } });
      await button('用通行密钥').click();
      await expect.poll(() => askedOf('unlock')).toHaveLength(1);
      expect(askedOf('unlock')[0]).toEqual([{ kind: 'passkey', credentialId: added.credentialId, prf: added.prf }]);
    });

    it('that derive no keys are refused in words', async () => {
      await plugIn(false);
      await openShop(vault, '#/settings');
      await button('添加通行密钥').click();
      await expect.element(page.getByRole('alert')).toHaveTextContent('不支持 PRF');
      expect(askedOf('addPasskey')).toEqual([]);
    });
  });
});

describe('iPhone and iPad', () => {
  it('are led to the home screen, step by step', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)');
    vault.become({ ...OPEN, mark: { ...MARK, backedUpAt: daysAgo(8) } });
    await openShop(vault, '#/settings');
    await expect.element(main().getByText('在菜单里选“添加到主屏幕”，再点“添加”')).toBeVisible();
    await expect.element(page.getByRole('navigation').getByText('8 天前备份')).toBeVisible();
    expect(await complaints()).toEqual([]);
  });

  it('others are not', async () => {
    await openShop(vault, '#/settings');
    await expect.element(main().getByText('本机数据', { exact: true })).toBeVisible();
    expect(
      main()
        .getByText(/添加到主屏幕/)
        .elements(),
    ).toEqual([]);
  });
});
