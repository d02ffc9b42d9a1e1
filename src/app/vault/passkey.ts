import type { Text } from '../../domain/contracts/text.ts';
import type { NewPasskey, PasskeyWay, VaultSecret } from '../../domain/contracts/vault.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What can go wrong with a passkey, in words. Nothing of the data is touched by any of it. */
export const PASSKEY_TROUBLES = {
  refused: {
    'zh-CN': '没有用成通行密钥：已取消、超时，或设备不允许。可以再试，或改用口令。',
    en: 'The passkey was not used: cancelled, timed out, or not allowed by the device. Try again, or use the passphrase.',
  },
  known: {
    'zh-CN': '这台设备的通行密钥已经加过了。',
    en: 'The passkey of this device was added before.',
  },
  unable: {
    'zh-CN': '这个通行密钥不会派生密钥（不支持 PRF），打不开加密的数据。请换一个，或继续用口令。',
    en: 'This passkey cannot derive keys (no PRF), so it cannot open encrypted data. Use another one, or the passphrase.',
  },
  address: {
    'zh-CN': '当前地址不能用通行密钥；需要 HTTPS 的域名或 localhost。',
    en: 'Passkeys do not work at this address; they need HTTPS with a domain name, or localhost.',
  },
} as const satisfies Record<string, Text>;

export type PasskeyTrouble = keyof typeof PASSKEY_TROUBLES;
/** How an exchange with an authenticator came out. */
export type PasskeyOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: PasskeyTrouble };

const TIMEOUT_MS = 120_000;
/** EdDSA, ES256, RS256: the signature is never looked at, only the derived secret. */
const ALGORITHMS = [-8, -7, -257] as const;
const PRF_BYTES = 32;

/** Whether this browser knows passkeys at all. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && 'credentials' in navigator;
}

/** Makes a passkey of this device or of a security key. @param known passkeys that open the data already */
export async function createPasskey(name: string, known: readonly PasskeyWay[]): Promise<PasskeyOutcome<NewPasskey>> {
  const prfSalt = randomBytes(PRF_BYTES);
  return withTroubles(async () => {
    const made = await navigator.credentials.create({ publicKey: creationOf(name, prfSalt, known) });
    if (!(made instanceof PublicKeyCredential)) return refusal('refused');
    const credentialId = new Uint8Array(made.rawId);
    const atOnce = prfOf(made);
    if (atOnce) return { ok: true, value: { credentialId, prfSalt, prf: atOnce } };
    if (made.getClientExtensionResults().prf?.enabled === false) return refusal('unable');
    // Most authenticators derive nothing while they are being set up.
    const asked = await askPasskey([{ credentialId, salt: prfSalt }]);
    return asked.ok ? { ok: true, value: { credentialId, prfSalt, prf: asked.value.prf } } : asked;
  });
}

/** Asks for any of these passkeys. */
export async function askPasskey(
  ways: readonly PasskeyWay[],
): Promise<PasskeyOutcome<Extract<VaultSecret, { kind: 'passkey' }>>> {
  return withTroubles(async () => {
    const given = await navigator.credentials.get({ publicKey: requestOf(ways) });
    if (!(given instanceof PublicKeyCredential)) return refusal('refused');
    const prf = prfOf(given);
    if (!prf) return refusal('unable');
    return { ok: true, value: { kind: 'passkey', credentialId: new Uint8Array(given.rawId), prf } };
  });
}

function creationOf(name: string, salt: Bytes, known: readonly PasskeyWay[]): PublicKeyCredentialCreationOptions {
  return {
    rp: { id: location.hostname, name },
    user: { id: randomBytes(16), name, displayName: name },
    challenge: randomBytes(32),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
    attestation: 'none',
    timeout: TIMEOUT_MS,
    extensions: { prf: { eval: { first: salt } } },
  };
}

function requestOf(ways: readonly PasskeyWay[]): PublicKeyCredentialRequestOptions {
  return {
    rpId: location.hostname,
    challenge: randomBytes(32),
    allowCredentials: ways.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
    extensions: {
      prf: {
        evalByCredential: Object.fromEntries(
          ways.map(({ credentialId, salt }) => [base64Url(credentialId), { first: salt }]),
        ),
      },
    },
  };
}

/** What the authenticator derived. @returns null when it derived nothing, or not 32 bytes */
function prfOf(credential: PublicKeyCredential): Bytes | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return null;
  const view = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return view.byteLength === PRF_BYTES ? new Uint8Array(view) : null;
}

async function withTroubles<T>(exchange: () => Promise<PasskeyOutcome<T>>): Promise<PasskeyOutcome<T>> {
  try {
    return await exchange();
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
    return refusal(TROUBLE_OF[thrown.name] ?? 'refused');
  }
}

const TROUBLE_OF: Readonly<Record<string, PasskeyTrouble>> = {
  InvalidStateError: 'known',
  NotSupportedError: 'unable',
  SecurityError: 'address',
};

const refusal = (trouble: PasskeyTrouble) => ({ ok: false as const, trouble });
const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

function base64Url(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
